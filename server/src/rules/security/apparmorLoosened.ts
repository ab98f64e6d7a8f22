import { type Container, isUnprivileged, rawValue } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { ruleClasses, ruleQualifiers } from "../../knowledge/appArmor.js";
import { readAppArmorRules } from "../../syntax/appArmorRule.js";
import type { Token } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** AppArmor stays, and lets more through than it should. */
export const apparmorLoosened = defineRule({
  name: "apparmor-loosened",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.apparmor.profile", "lxc.apparmor.raw", "lxc.apparmor.allow_incomplete"],
  check(container, report) {
    const severity = isUnprivileged(container) ? "information" : "warning";
    const say = (at: Token, message: string) => report(at, message, { severity });
    const incomplete = rawValue(container, "lxc.apparmor.allow_incomplete");
    if (incomplete?.value.text === "1") {
      say(
        incomplete.value,
        "With this the container starts also where the kernel enforces only a part of its AppArmor profile, above all without the rules for mounts. Remove the line, unless the kernel is that old.",
      );
    }
    const profile = rawValue(container, "lxc.apparmor.profile");
    if (profile?.value.text === "unchanged") {
      say(
        profile.value,
        "The container runs under the profile of whatever starts it, which on most hosts is none at all. Remove the line, so that it is confined.",
      );
    } else if (profile?.value.text === "lxc-container-default-with-mounting") {
      say(
        profile.value,
        "This profile lets the container mount any disk of the host that it has a node of. Mount on the host, and bind the directory.",
      );
    }
    if (profile === undefined || profile.value.text === "generated")
      for (const at of mountsOfAnything(container)) {
        say(
          at,
          "With this rule the container may mount anything anywhere, the host's /proc and /sys anew too. Write the type too, as in `mount fstype=nfs,`.",
        );
      }
  },
});

/** The rules `mount,` in the raw lines. */
function mountsOfAnything({ raw }: Container): readonly Token[] {
  const lines = raw.filter(
    ({ key, value, clearedBy }) => key.text === "lxc.apparmor.raw" && !clearedBy && value.text.includes("mount"),
  );
  if (lines.length === 0) return [];
  const { rules } = readAppArmorRules(
    lines.map(({ value }) => value),
    (word) => factOf(ruleClasses, word) !== undefined || factOf(ruleQualifiers, word) !== undefined,
  );
  return rules.flatMap(({ kind, qualifiers, conditions, words, target }) => {
    const isOpen = conditions.length === 0 && words.length === 0 && !target;
    return kind?.text === "mount" && isOpen && !qualifiers.some(({ text }) => text === "deny") ? kind : [];
  });
}
