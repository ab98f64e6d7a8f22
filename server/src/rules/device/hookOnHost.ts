import { knowsDevN } from "../../container/devices.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A hook that runs on the host changes owner or mode of the host's own node, for all containers and programs. */
export const hookOnHost = defineRule({
  name: "device-hook-on-host",
  area: "device",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.hook.pre-start", "lxc.hook.start-host"],
  check(container, report) {
    for (const { line, key, value, clearedBy } of container.raw) {
      if (clearedBy || (key.text !== "lxc.hook.pre-start" && key.text !== "lxc.hook.start-host")) continue;
      if (!/\bch(?:own|grp|mod)\b/.test(value.text) || !value.text.includes("/dev/")) continue;
      const write = knowsDevN(container)
        ? "Write a `devN` with `gid=` or `mode=` instead."
        : "Give the node its owner with a udev rule on the host instead.";
      report(
        value,
        `This hook runs on the host and changes the node for everybody there; other containers may lose it. ${write}`,
        { fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }] },
      );
    }
  },
});
