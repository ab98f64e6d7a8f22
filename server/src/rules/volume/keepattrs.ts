import { isOn, mountPointsOf, propertyOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./removeProperty.js";

/** `keepattrs` changes owner and mode of what is mounted, which a read-only mount does not allow. */
export const keepattrs = defineRule({
  name: "mount-point-keepattrs",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    for (const point of mountPointsOf(container)) {
      const property = isOn(point, "keepattrs") ? propertyOf(point, "keepattrs") : undefined;
      if (!property) continue;
      const fixes = [{ title: `Remove \`${property.text}\``, safe: false, edits: [removeProperty(point, property)] }];
      if (isOn(point, "ro")) {
        const message =
          "`keepattrs=1` changes owner and mode of the mount, which `ro=1` forbids, so the container does not start. Remove one of the two.";
        report(property, message, { fixes });
      } else if (point.source?.text.startsWith("/mnt/pve/")) {
        const message =
          "`keepattrs=1` changes owner and mode of the mount, and the container does not start on a share that refuses that. Remove it unless the share allows it.";
        report(property, message, { severity: "information", rejectedBy: null, fixes });
      }
    }
  },
});
