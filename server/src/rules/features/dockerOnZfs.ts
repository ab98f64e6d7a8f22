import { hasFeature, isUnprivileged } from "../../container/container.js";
import { isTemplate } from "../../container/distribution.js";
import { isSince } from "../../container/releases.js";
import { mountedVolumes } from "../../container/volumes.js";
import { partOf } from "../../syntax/token.js";
import { defineRule } from "../rule.js";
import { runsContainers, wordAmongNames } from "./dockerHint.js";

/** Where Docker and Podman keep their images. */
const imagePaths = new Set(["var/lib/docker", "var/lib/containers"]);

/** Docker's overlay file system does not work on older ZFS in an unprivileged container, and what it does instead copies every layer. */
export const dockerOnZfs = defineRule({
  name: "docker-on-zfs",
  area: "features",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["rootfs"],
  check(container, report) {
    // Proxmox VE 8.1 came with ZFS 2.2.
    if (isSince(container.target.proxmox, "8.1")) return;
    const [rootfs, ...points] = mountedVolumes(container);
    if (rootfs?.name !== "rootfs" || !isUnprivileged(container) || hasFeature(container, "fuse")) return;
    const volume = rootfs.source;
    const colon = volume?.text.indexOf(":") ?? -1;
    if (!volume || colon <= 0 || !volume.text.slice(0, colon).toLowerCase().includes("zfs")) return;
    const word = wordAmongNames(container, runsContainers);
    if (!word || isTemplate(container) || points.some(({ path }) => imagePaths.has(path))) return;
    report(
      partOf(volume, 0, colon),
      "On ZFS before 2.2 Docker in an unprivileged container has no overlay file system and copies every layer. Update the host, give /var/lib/docker a volume of its own with ext4, or write `fuse=1` and use fuse-overlayfs.",
      { related: [{ span: word, message: "This says that containers run in here." }] },
    );
  },
});
