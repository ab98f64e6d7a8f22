import { mountedDevices } from "../../container/devices.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Programs look for a node where every Linux has it; `dev/renderD128` is not that place. */
export const nodeElsewhere = defineRule({
  name: "device-node-elsewhere",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const { entry, path, target } of mountedDevices(container)) {
      // Only a node with its own name at another place below /dev; who gives it another name wants it so.
      if (!entry.target || target === path || !target.startsWith("/dev/")) continue;
      if (path.slice(path.lastIndexOf("/")) !== target.slice(target.lastIndexOf("/"))) continue;
      // Links such as those in by-id are named for people, and programs take any path.
      if (/^\/dev\/(?:serial|disk|v4l|input)\/by-/.test(path)) continue;
      report(
        entry.target,
        `Programs look for ${path}, and here the device appears as ${target}. Write \`${path.slice(1)}\` instead.`,
        {
          fixes: [{ title: `Write \`${path.slice(1)}\``, safe: false, edits: [replace(entry.target, path.slice(1))] }],
        },
      );
    }
  },
});
