import { devicePolicyOf } from "../../container/devicePolicy.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `a *:* rwm` was the way to write it for cgroup v1. With cgroup v2 the kernel refuses the filter that liblxc makes of it. */
export const ruleEverything = defineRule({
  name: "device-rule-everything",
  area: "device",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    if (!policy) return;
    const inProxmox = container.document.dialect === "proxmox";
    for (const rule of policy.rules) {
      const value = rule.line?.value;
      if (!value || rule.type !== "a" || rule.major !== "*" || rule.minor !== "*") continue;
      if (!["r", "w", "m"].every((letter) => rule.access.includes(letter))) continue;
      report(
        value,
        inProxmox
          ? "The kernel refuses the filter that liblxc makes of this rule, so the container does not start. Write `a` instead."
          : "With cgroup v2 the kernel refuses the filter that liblxc makes of this rule, so the container does not start. Write `a` instead.",
        {
          ...(inProxmox ? {} : { severity: "information" }),
          fixes: [{ title: "Write `a`", safe: true, edits: [replace(value, "a")] }],
        },
      );
    }
  },
});
