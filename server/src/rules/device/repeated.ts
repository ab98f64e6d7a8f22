import { type Device, hasFeature } from "../../container/container.js";
import { mountedDevices } from "../../container/devices.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** One node is made twice, and the second time it is there already. */
export const repeated = defineRule({
  name: "device-repeated",
  area: "device",
  severity: "information",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["dev"],
  check(container, report) {
    const byPath = new Map<string, Device>();
    for (const device of container.devices) {
      const path = device.path?.text;
      if (!device.path || path === undefined || isFuseOfFeature(path)) continue;
      const first = byPath.get(path);
      if (!first) byPath.set(path, device);
      else {
        report(
          device.path,
          `\`${first.key.text}\` makes this node already, which cannot be done twice, so the container does not start. Remove one of the two lines.`,
          {
            related: first.path ? [{ span: first.path, message: "The first line for this node." }] : [],
            fixes: [
              {
                title: "Remove the line",
                safe: first.value.text === device.value.text,
                edits: [removeLine(device.line)],
              },
            ],
          },
        );
      }
    }
    for (const { entry, target } of mountedDevices(container)) {
      const device = byPath.get(target);
      if (!device || !entry.target || !entry.entry) continue;
      report(
        entry.target,
        `\`${device.key.text}\` makes this node too and finds it there already, so the container does not start. Remove the line.`,
        {
          related: device.path ? [{ span: device.path, message: "This line makes the node." }] : [],
          fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(entry.entry.line)] }],
        },
      );
    }

    // A second /dev/fuse beside the feature is told by the rule about that.
    function isFuseOfFeature(path: string): boolean {
      return path === "/dev/fuse" && hasFeature(container, "fuse");
    }
  },
});
