import { accessProperty, devicePropertyOf, groupOf } from "../../container/devices.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Without more words a `devN` belongs to root and its group, and nobody else may open it. */
export const withoutGroup = defineRule({
  name: "device-without-group",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["dev"],
  check(container, report) {
    for (const device of container.devices) {
      const { path, value } = device;
      if (!path || ["gid", "uid", "mode"].some((name) => devicePropertyOf(device, name))) continue;
      // Whoever opens tunnels and FUSE is root as a rule.
      if (path.text === "/dev/net/tun" || path.text === "/dev/fuse") continue;
      const property = accessProperty(container, path.text);
      const group = groupOf(path.text);
      if (property === undefined && group === undefined) continue;
      const write =
        property === undefined
          ? `Write \`,gid=\` behind it, with the number that the group \`${group}\` has in the container.`
          : property.startsWith("gid")
            ? `Write \`,${property}\` behind it, for the group \`${group}\`.`
            : `Write \`,${property}\` behind it, as on the host.`;
      report(path, `Only root may open this node in the container. ${write}`, {
        fixes: property
          ? [{ title: `Add \`${property}\``, safe: false, edits: [insertAt(value.end, `,${property}`)] }]
          : [],
      });
    }
  },
});
