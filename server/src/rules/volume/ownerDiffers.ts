import { diskNameOf, ownerOf, volumesOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** A volume belongs to the guest whose number is in its name, whichever config mounts it. */
export const ownerDiffers = defineRule({
  name: "volume-owner-differs",
  area: "volume",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp", "unused"],
  check(container, report) {
    const [first, ...rest] = volumesOf(container);
    const owner = first?.name === "rootfs" ? ownerOf(diskNameOf(first)) : undefined;
    if (!first?.source || owner === undefined) return;
    for (const volume of rest) {
      const other = ownerOf(diskNameOf(volume));
      if (!volume.source || other === undefined || other === owner) continue;
      report(
        volume.source,
        `By its name this volume is guest ${other}'s, and the root file system guest ${owner}'s: migration refuses it, and it can go when guest ${other} is deleted. Hand it over with \`pct move-volume\`.`,
        { related: [{ span: first.source, message: `This one is guest ${owner}'s.` }] },
      );
    }
  },
});
