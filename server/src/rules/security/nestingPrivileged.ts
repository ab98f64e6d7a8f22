import type { Container } from "../../container/container.js";
import { rawValue } from "../../container/container.js";
import { featureLineInForce } from "../../container/features.js";
import { countsAsTrue } from "../../container/values.js";
import type { Token } from "../../syntax/token.js";
import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

/** Nesting shows a container the host's procfs and sysfs, and a privileged root may use them. */
export const nestingPrivileged = defineRule({
  name: "nesting-privileged",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["features", "lxc.apparmor.allow_nesting"],
  check(container, report) {
    const at = nestingAt(container);
    // A profile that is named replaces the generated one, and the rules about profiles speak of it.
    const profile = rawValue(container, "lxc.apparmor.profile")?.value.text ?? "generated";
    if (!at || profile !== "generated" || !isPrivileged(container)) return;
    report(
      at,
      "With nesting, root in this privileged container may mount the host's /proc and /sys anew, past what liblxc has made read-only. Make the container unprivileged, or switch nesting off.",
    );
  },
});

function nestingAt(container: Container): Token | undefined {
  const part = featureLineInForce(container.document)?.byName.get("nesting");
  const value = part?.isAccepted ? part.items[0]?.value : undefined;
  if (part && value && countsAsTrue(value.text)) return part;
  const raw = rawValue(container, "lxc.apparmor.allow_nesting");
  return raw?.value.text === "1" ? raw.value : undefined;
}
