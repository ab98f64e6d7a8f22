import { hasFeature, isUnprivileged } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

const key = "lxc.seccomp.profile";

/** A container without the filter for system calls that it would get by itself. */
export const seccompGivenUp = defineRule({
  name: "seccomp-given-up",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: [key],
  check(container, report) {
    const lines = container.raw.filter((entry) => entry.key.text === key);
    const last = lines.at(-1);
    if (!last) return;
    const isProxmox = container.document.dialect === "proxmox";
    const fixes = [{ title: "Remove the line", safe: false, edits: lines.map(({ line }) => removeLine(line)) }];
    if (last.value.text !== "") {
      // Of keyctl and mknod, which such a profile overrides too, another rule speaks.
      const speaksOther = hasFeature(container, "keyctl") || hasFeature(container, "mknod");
      if (!isProxmox || speaksOther || !isUnprivileged(container)) return;
      report(
        last.value,
        "This replaces the filter that Proxmox writes for each unprivileged container, against `keyctl` and other system calls. Remove the line, or begin with a copy of the `rules.seccomp` that Proxmox has written.",
        { severity: "information", fixes },
      );
    } else if (isPrivileged(container)) {
      const isIncluded = container.raw.some((entry) => entry.key.text === "lxc.include");
      if (isProxmox || isIncluded)
        report(
          last.key,
          "The empty value takes away the filter for system calls, which keeps root in this privileged container from loading kernel modules and from opening files of the host by their handles. Remove the line.",
          { fixes },
        );
    } else if (isProxmox && isUnprivileged(container)) {
      report(
        last.key,
        "The empty value takes away the filter for system calls that Proxmox writes for each unprivileged container, against `keyctl` and other system calls. Remove the line.",
        { severity: "information", fixes },
      );
    }
  },
});
