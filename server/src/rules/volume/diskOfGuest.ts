import { diskNameOf, mountPointsOf, ownerOf, volumesOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** A directory that is, or lies in, the volume of a guest: what Proxmox manages is bound behind its back. */
export const diskOfGuest = defineRule({
  name: "mount-point-disk-of-guest",
  area: "volume",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    const own = new Map(volumesOf(container).map((volume) => [diskNameOf(volume), volume]));
    for (const { kind, source } of mountPointsOf(container)) {
      if (kind !== "bind" || !source) continue;
      const disk = source.text.split("/").find((part) => ownerOf(part) !== undefined);
      const guest = disk === undefined ? rootOfGuest(source.text) : String(ownerOf(disk));
      if (guest === undefined) continue;
      const user = disk === undefined ? undefined : own.get(disk);
      const message = user
        ? `This directory is the container's own \`${user.key.text}\`: what is written here is written there, and moving or rolling back that volume leaves this behind. Bind a directory of its own.`
        : `This directory belongs to guest ${guest}: Proxmox moves, rolls back and deletes it with that guest and knows nothing of this mount. Bind a directory of its own.`;
      report(source, message, {
        related: user?.source ? [{ span: user.source, message: "The same volume." }] : [],
      });
    }
  },
});

/** The guest in whose mounted root file system a path lies. */
function rootOfGuest(path: string): string | undefined {
  return /^\/var\/lib\/lxc\/([0-9]+)\/rootfs(?:\/|$)/.exec(path)?.[1];
}
