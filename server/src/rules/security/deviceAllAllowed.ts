import type { RawDeviceRule } from "../../container/container.js";
import { givenUpLines } from "../appArmor/givenUpLines.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

/** A device rule that allows every device gives a privileged root the disks of the host. */
export const deviceAllAllowed = defineRule({
  name: "device-all-allowed",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.cgroup2.devices.allow"],
  check(container, report) {
    if (givenUpLines(container) || !isPrivileged(container)) return;
    for (const entry of container.deviceRules) {
      if (!allowsAll(entry)) continue;
      const which =
        entry.rule.type === "b"
          ? "every disk of the host"
          : entry.rule.type === "c"
            ? "every character device of the host"
            : "every device of the host, disks included";
      const way =
        container.document.dialect === "proxmox"
          ? "pass single ones with `dev0: /dev/…`"
          : "allow single ones by their numbers";
      report(entry.value, `This lets root in this privileged container use ${which}. Remove the line and ${way}.`, {
        fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(entry.line)] }],
      });
    }
  },
});

/** Every number, to read or to write; making nodes alone is allowed by LXC's templates. */
export function allowsAll({ key, rule }: RawDeviceRule): boolean {
  if (key.text !== "lxc.cgroup2.devices.allow") return false;
  return rule.major === "*" && (rule.access.includes("r") || rule.access.includes("w"));
}
