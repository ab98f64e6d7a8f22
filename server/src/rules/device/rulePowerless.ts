import { devicePolicyOf } from "../../container/devicePolicy.js";
import { defineRule } from "../rule.js";

/** liblxc counts only the rules against what `a` said last, so nothing can be taken out of a wider rule. */
export const rulePowerless = defineRule({
  name: "device-rule-powerless",
  area: "device",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    if (!policy) return;
    for (const { line, key, value } of container.deviceRules) {
      const fate = policy.fates.get(line);
      if (fate?.kind === "powerless") {
        const denies = key.text.endsWith(".deny");
        report(
          value,
          denies
            ? "A rule allows this device, and liblxc cannot take a part out of it, so the device stays allowed. Allow only what the container may have."
            : "A rule denies this device, and liblxc cannot take a part out of it, so the device stays blocked. Deny only what the container may not have.",
          { related: fate.by?.value ? [{ span: fate.by.value, message: "This rule decides." }] : [] },
        );
      } else if (fate?.kind === "forgotten" && !fate.allows) {
        report(
          value,
          "The `a` that is denied further down makes liblxc forget this rule, so the device is not allowed. Write it below that line.",
          { related: fate.by.value ? [{ span: fate.by.value, message: "This line forgets the rules above." }] : [] },
        );
      }
    }
  },
});
