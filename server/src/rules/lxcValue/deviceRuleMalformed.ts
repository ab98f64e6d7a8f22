import type { Container, RawDeviceRule } from "../../container/container.js";
import { readDeviceRule } from "../../syntax/deviceRule.js";
import { partOf } from "../../syntax/token.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { insertLinesAfter, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** LXC drops a device rule that it cannot read, and starts the container without it. */
export const deviceRuleMalformed = defineRule({
  name: "device-rule-malformed",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    for (const entry of container.deviceRules) {
      // Rules for cgroup v1 do nothing anyway, and of comments trailing-comment speaks.
      if (!entry.key.text.startsWith("lxc.cgroup2.") || trailingComment(entry.value)) continue;
      if (!isMalformed(entry)) {
        reportSecondRule(container, entry, report);
        continue;
      }
      const meant = meantRule(entry.value.text);
      report(
        entry.value,
        "liblxc cannot read this device rule and drops it, so the container starts without it. Write `c 10:229 rwm`: type, numbers and access with one blank between them, or `a` alone.",
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

/** LXC reads three letters of access and looks no further, so a second rule behind them is lost. */
function reportSecondRule(container: Container, { line, key, value, rule }: RawDeviceRule, report: Report): void {
  if (rule.path !== undefined) return;
  const rest = value.text.slice(value.text.indexOf(rule.access, value.text.indexOf(":")) + rule.access.length);
  const start = /[abc][ \t]*[0-9*]+:/.exec(rest)?.index;
  if (rule.text === "a" || start === undefined) return;
  const at = partOf(value, value.text.length - rest.length + start, value.text.length);
  const separator = container.document.dialect === "proxmox" ? ":" : " =";
  const first = value.text.slice(0, value.text.length - rest.length);
  const others = at.text
    .split(/[,;]/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const areRules = others.every((text) => readDeviceRule({ text, start: 0, end: text.length }).fault === undefined);
  report(
    at,
    "liblxc reads one rule a line and passes over this one, so the device stays blocked. Write it on a line of its own.",
    {
      fixes: areRules
        ? [
            {
              title: "Write each rule on a line of its own",
              safe: true,
              edits: [
                replace(value, first),
                {
                  ...insertLinesAfter(
                    container,
                    line,
                    others.map((text) => `${key.text}${separator} ${text}`),
                  ),
                  stacks: true,
                },
              ],
            },
          ]
        : [],
    },
  );
}

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
