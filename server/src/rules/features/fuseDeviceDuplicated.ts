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
        "`fuse=1` brings /dev/fuse already. Where the node is made a second time, the container may not start. Remove the line.",
        {
          severity: "information",
          // An owner or a mode that the line gives to the node would be lost.
          fixes: [
            {
              title: "Remove the line; `fuse=1` brings /dev/fuse already",
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
        "liblxc allows the device number of /dev/fuse in every container, so this line changes nothing. Remove the line.",
        {
          tags: ["unnecessary"],
          fixes: [{ title: "Remove the line; liblxc allows /dev/fuse already", safe: true, edits: [removeLine(line)] }],
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
              title: "Remove the line; `fuse=1` brings /dev/fuse already",
              safe: true,
              edits: [removeLine(mount.entry.line)],
            },
          ],
        },
      );
    }
  },
});
