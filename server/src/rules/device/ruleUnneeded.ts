import { isUnprivileged, type RawDeviceRule } from "../../container/container.js";
import { type DevicePolicy, devicePolicyOf, type RuleFate } from "../../container/devicePolicy.js";
import type { Related } from "../finding.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A device rule that says what is so without it: most of all in an unprivileged container, where Proxmox allows every device. */
export const ruleUnneeded = defineRule({
  name: "device-rule-unneeded",
  area: "device",
  severity: "hint",
  rejectedBy: "ignored",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    if (!policy) return;
    const inProxmox = container.document.dialect === "proxmox";
    const byUserns = inProxmox && isUnprivileged(container);
    for (const entry of container.deviceRules) {
      const fate = policy.fates.get(entry.line);
      // Of the device of FUSE the rules about features speak.
      if (!fate || (inProxmox && isFuse(entry))) continue;
      const reason = reasonOf(fate, entry, byUserns);
      if (reason === undefined) continue;
      const by = fate.kind === "needless" || fate.kind === "forgotten" ? fate.by : undefined;
      const related: readonly Related[] = by?.value ? [{ span: by.value, message: "This rule decides." }] : [];
      report(entry.value, `${reason} Remove the line.`, {
        related,
        tags: ["unnecessary"],
        fixes: [{ title: "Remove the line", safe: changesNothing(policy), edits: [removeLine(entry.line)] }],
      });
    }
  },
});

function reasonOf(fate: RuleFate, { key }: RawDeviceRule, byUserns: boolean): string | undefined {
  const denies = key.text.endsWith(".deny");
  if (fate.kind === "forgotten") {
    return fate.allows && !denies
      ? "The `a` further down allows every device, with this rule or without it."
      : undefined;
  }
  if (fate.kind !== "needless") return undefined;
  if (fate.because === "rule") {
    if (fate.by) return `Another rule ${denies ? "denies" : "allows"} this already, so this rule changes nothing.`;
    return "liblxc allows this in every container, so this rule changes nothing.";
  }
  if (denies) return "liblxc blocks every device that no rule allows, so this rule changes nothing.";
  if (fate.by) return "The `a` further up allows every device already, so this rule changes nothing.";
  return byUserns
    ? "Proxmox allows an unprivileged container every device already, so this rule changes nothing: owner and mode of the node decide who may use it."
    : "Every device is allowed already, so this rule changes nothing.";
}

/** The last rule of all is what makes liblxc filter. */
function changesNothing({ rules, allowsOthers }: DevicePolicy): boolean {
  return rules.length > 0 || allowsOthers;
}

function isFuse({ rule }: RawDeviceRule): boolean {
  return rule.type === "c" && rule.major === 10 && rule.minor === 229;
}
