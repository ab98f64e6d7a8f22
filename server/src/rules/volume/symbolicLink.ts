import { kindOfHostPath } from "../../container/hostPaths.js";
import { linkedPath } from "../../container/symbolicLinks.js";
import { mountedVolumes, type Volume } from "../../container/volumes.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** Proxmox follows no symbolic link on the way to a directory that it binds, nor to the place where it mounts. */
export const symbolicLink = defineRule({
  name: "mount-point-symbolic-link",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const volume of mountedVolumes(container)) {
      if (volume.kind === "bind") checkSource(volume, report);
      if (volume.target) checkTarget(volume, report);
    }
  },
});

function checkSource({ source }: Volume, report: Report): void {
  const linked = source && linkedPath(source.text);
  // A file cannot be bound whatever leads to it, of which another rule speaks.
  if (!source || !linked || kindOfHostPath(source.text) === "file") return;
  report(
    source,
    `${linked.link} is a symbolic link on the host, and Proxmox follows none here, so the container does not start. Write \`${linked.direct}\` instead.`,
    { fixes: [{ title: `Write \`${linked.direct}\``, safe: true, edits: [replace(source, linked.direct)] }] },
  );
}

// The files of the container decide, but nearly every distribution has these links.
function checkTarget({ target, path }: Volume, report: Report): void {
  const linked = linkedPath(`/${path}`);
  if (!target || !linked) return;
  report(
    target,
    `${linked.link} is a symbolic link in most distributions, and Proxmox follows none here, so the container does not start then. Write \`${linked.direct}\` instead.`,
    {
      severity: "information",
      rejectedBy: null,
      fixes: [{ title: `Write \`${linked.direct}\``, safe: false, edits: [replace(target, linked.direct)] }],
    },
  );
}
