import { hasFeature, isUnprivileged } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** With a seccomp profile of its own a container gets nothing of what Proxmox would write into one for its features. */
export const seccompProfile = defineRule({
  name: "seccomp-profile-overrides-features",
  area: "features",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["lxc.seccomp.profile"],
  check(container, report) {
    const lines = container.raw.filter(({ key }) => key.text === "lxc.seccomp.profile");
    const last = lines.at(-1);
    // In a privileged container these features do nothing anyway, and without a filter there is nothing to lift.
    if (!last?.value.text || !isUnprivileged(container)) return;
    const lost = ["keyctl", "mknod"].filter((name) => hasFeature(container, name));
    if (lost.length === 0) return;
    const [names, have, allow] = [
      lost.map((name) => `\`${name}=1\``).join(" and "),
      lost.length > 1 ? "have" : "has",
      lost.length > 1 ? "allow" : "allows",
    ];
    report(
      last.value,
      `With this profile Proxmox makes none of its own, so ${names} ${have} no effect. Remove the line, or write what ${names} ${allow} into the profile.`,
      {
        related: container.features ? [{ span: container.features.value, message: "The features." }] : [],
        fixes: [
          {
            title: "Remove the seccomp profile, so that Proxmox makes one",
            safe: false,
            edits: lines.map(({ line }) => removeLine(line)),
          },
        ],
      },
    );
  },
});
