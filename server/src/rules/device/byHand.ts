import { isUnprivileged } from "../../container/container.js";
import { groupOf, isOpenToAll, knowsDevN, mountedDevices } from "../../container/devices.js";
import { kindOfHostPath } from "../../container/hostPaths.js";
import { isOptional } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { devicesWithoutRule } from "./devicesWithoutRule.js";
import { devNFor, useDevN } from "./useDevN.js";

/** A mount entry brings a node as the host has it; `devN` makes one that belongs to whom the container wants, with the rule for it. */
export const byHand = defineRule({
  name: "device-by-hand",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    if (!knowsDevN(container)) return;
    const blocked = devicesWithoutRule(container);
    for (const mounted of mountedDevices(container)) {
      const { entry, path, target } = mounted;
      // FUSE has a feature of its own, of a second node for a `devN` another rule speaks, and so it does of a node without a rule.
      if (!entry.source || target !== path || path === "/dev/fuse" || kindOfHostPath(path) !== "file") continue;
      if (path.startsWith("/dev/bus/") || blocked.has(entry)) continue;
      if (container.devices.some((device) => device.path?.text === path)) continue;
      const isNobodys = isUnprivileged(container) && !isOpenToAll(path);
      // An entry with `optional` works without the node, which a `devN` does not.
      if (isOptional(entry) && !isNobodys) continue;
      const { key, value } = devNFor(container, path);
      const group = value === path ? groupOf(path) : undefined;
      const why = isNobodys
        ? "In an unprivileged container this node belongs to nobody, as it keeps its owner of the host."
        : "A `devN` does the work of this entry and of its rule in one line.";
      const number = group ? `, with \`gid=\` for the number that the group \`${group}\` has in the container` : "";
      const optional = isOptional(entry)
        ? " Other than with this entry, the container then does not start while the host has no such node."
        : "";
      report(entry.source, `${why} Write \`${key}: ${value}\` instead${number}.${optional}`, {
        fixes: [useDevN(container, mounted)],
      });
    }
  },
});
