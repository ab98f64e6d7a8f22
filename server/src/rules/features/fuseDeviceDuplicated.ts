import { hasFeature } from "../../container/container.js";
import { clearsMountEntries, fuseDevices, isWorkingFuseEntry, superfluousFuseRules } from "../enableFuse.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `fuse=1` brings `/dev/fuse` and the right to use it; lines that do the same by hand are left over. */
export const fuseDeviceDuplicated = defineRule({
  name: "fuse-device-duplicated",
  area: "features",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    if (!hasFeature(container, "fuse") || clearsMountEntries(container)) return;
    for (const { line, value, properties } of fuseDevices(container)) {
      report(
        value,
        "`fuse=1` brings /dev/fuse already. Making the node a second time may stop the start, so remove this line.",
        {
          severity: "information",
          // An owner or a mode that the line gives to the node would be lost.
          fixes: [
            {
              title: "Remove this device; fuse=1 already brings /dev/fuse",
              safe: properties.length === 1,
              edits: [removeLine(line)],
            },
          ],
        },
      );
    }
    for (const { line, value } of superfluousFuseRules(container)) {
      report(
        value,
        "LXC allows the device number of /dev/fuse in every container, so this line changes nothing. Remove it.",
        {
          tags: ["unnecessary"],
          fixes: [{ title: "Remove this rule; LXC already allows /dev/fuse", safe: true, edits: [removeLine(line)] }],
        },
      );
    }
    for (const mount of container.mountEntries) {
      if (!mount.entry || !isWorkingFuseEntry(mount, true)) continue;
      report(
        mount.entry.value,
        "`fuse=1` brings /dev/fuse already, and this line mounts it a second time. Remove the line.",
        {
          tags: ["unnecessary"],
          fixes: [
            {
              title: "Remove this entry; fuse=1 already brings /dev/fuse",
              safe: true,
              edits: [removeLine(mount.entry.line)],
            },
          ],
        },
      );
    }
  },
});
