import { devicePolicyOf } from "../../container/devicePolicy.js";
import { bringsUnseen, knowsDevN, mayHaveNode } from "../../container/devices.js";
import { freeKey } from "../../container/freeKeys.js";
import { devices as knownDevices } from "../../knowledge/devices.js";
import { removeLine } from "../fixes.js";
import { insertNewSetting } from "../insertNewSetting.js";
import { defineRule } from "../rule.js";

/** A rule allows the use of a device, but no line brings the node into the container. */
export const nodeMissing = defineRule({
  name: "device-node-missing",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.cgroup2.devices.allow"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    if (!policy || policy.isUnfiltered || bringsUnseen(container)) return;
    for (const { line, value, key, rule } of container.deviceRules) {
      if (key.text !== "lxc.cgroup2.devices.allow" || policy.fates.get(line)?.kind !== "works") continue;
      const device = knownDevices.find(
        ({ type, major, minor, dynamic }) =>
          !dynamic && minor !== "*" && type === rule.type && major === rule.major && minor === rule.minor,
      );
      // The nodes of the first majors are in every container.
      if (!device || device.major < 8 || mayHaveNode(container, device.path)) continue;
      const dev = freeKey(container, "dev");
      report(
        value,
        knowsDevN(container)
          ? `This allows ${device.path}, but no line brings the node into the container. Write \`${dev}: ${device.path}\` instead, which does both.`
          : `This allows ${device.path}, but no line brings the node into the container. Write a mount entry for it.`,
        {
          fixes: knowsDevN(container)
            ? [
                {
                  title: `Write \`${dev}: ${device.path}\` instead`,
                  safe: false,
                  edits: [removeLine(line), insertNewSetting(container, dev, device.path)],
                },
              ]
            : [],
        },
      );
    }
  },
});
