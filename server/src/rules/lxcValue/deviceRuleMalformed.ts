import type { RawDeviceRule } from "../../container/container.js";
import { readDeviceRule } from "../../syntax/deviceRule.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** LXC drops a device rule that it cannot read, and starts the container without it. */
export const deviceRuleMalformed = defineRule({
  name: "device-rule-malformed",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check({ deviceRules }, report) {
    for (const entry of deviceRules) {
      // Rules for cgroup v1 do nothing anyway, and of comments trailing-comment speaks.
      if (!entry.key.text.startsWith("lxc.cgroup2.") || !isMalformed(entry) || trailingComment(entry.value)) continue;
      const meant = meantRule(entry.value.text);
      report(
        entry.value,
        "LXC cannot read this device rule and drops it, so the container starts without it. Write `c 10:229 rwm`: type, numbers and access with one blank between them, or `a` alone.",
        {
          fixes:
            meant === undefined
              ? []
              : [{ title: `Write \`${meant}\``, safe: true, edits: [replace(entry.value, meant)] }],
        },
      );
    }
  },
});

function isMalformed({ key, rule }: RawDeviceRule): boolean {
  if (rule.path === undefined) return rule.fault !== undefined;
  return !key.text.endsWith(".allow") || !/^[rwm]{1,3}/.test(rule.access);
}

/** The same rule in the form that LXC reads; undefined when that is not plain. */
function meantRule(text: string): string | undefined {
  const [type = "", numbers = "", access = "rwm", ...rest] = text
    .replace(/^([abcABC])(?=[0-9*])/, "$1 ")
    .split(/[ \t]+/);
  const meant = `${type.toLowerCase()} ${numbers} ${access}`;
  const isPlain = rest.length === 0 && type.toLowerCase() !== "a";
  return isPlain && readDeviceRule({ text: meant, start: 0, end: meant.length }).fault === undefined
    ? meant
    : undefined;
}
