import { isUnprivileged } from "../../container/container.js";
import { isTemplate } from "../../container/distribution.js";
import { idMapOf, usualIds } from "../../container/idMap.js";
import { sizeOf } from "../../container/idMapRepair.js";
import { wordAmongNames } from "../features/dockerHint.js";
import { defineRule } from "../rule.js";

/** Podman without root wants 65536 IDs more for each user, and a container of Proxmox has only so many in all. */
export const idmapTooFewForPodman = defineRule({
  name: "idmap-too-few-for-podman",
  area: "idmap",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["tags", "hostname"],
  check(container, report) {
    if (!isUnprivileged(container) || !container.settings.has("rootfs") || isTemplate(container)) return;
    const word = wordAmongNames(container, (each) => each.startsWith("podman"));
    const map = word && idMapOf(container);
    if (!map || sizeOf(map.u) > usualIds.count) return;
    report(
      word,
      "Podman as an ordinary user takes the IDs from 100000 on, and this container's map ends at 65535. Give the user lower ones in `/etc/subuid`, or map more: `lxc.idmap: u 0 100000 165536`, and the same for `g`.",
    );
  },
});
