import {
  diskNameOf,
  isOrder,
  isVolumeId,
  mountPointsOf,
  ownerOf,
  propertyOf,
  volumesOf,
} from "../../container/volumes.js";
import { defineRule } from "../rule.js";
import { appendProperty } from "./removeProperty.js";

/** Backups contain the root file system, and of the other volumes only those that say so. */
export const notInBackup = defineRule({
  name: "mount-point-not-in-backup",
  area: "volume",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    const [first] = volumesOf(container);
    const owner = first && ownerOf(diskNameOf(first));
    for (const point of mountPointsOf(container)) {
      if (!point.source || !isVolumeId(point) || isOrder(point) || propertyOf(point, "backup")) continue;
      // A volume of another guest is that guest's to back up, and a rule of its own speaks of it.
      const other = ownerOf(diskNameOf(point));
      if (owner !== undefined && other !== undefined && other !== owner) continue;
      const message =
        "Backups leave this volume out, and after a restore it is empty. Write `backup=1`, or `backup=0` where that is wanted.";
      report(point.source, message, {
        fixes: ["backup=1", "backup=0"].map((text) => ({
          title: `Add \`${text}\``,
          safe: false,
          edits: [appendProperty(point, text)],
        })),
      });
    }
  },
});
