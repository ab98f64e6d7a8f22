import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

const prefix = "lxc.sysctl.";

/** What belongs to a namespace of the container; everything else is the kernel's. Source: namespaces(7), network_namespaces(7), ipc_namespaces(7); Linux, Documentation/admin-guide/sysctl. */
const ownOnes = [
  "net.",
  "user.",
  "fs.mqueue",
  "kernel.msg",
  "kernel.sem",
  "kernel.shm",
  "kernel.hostname",
  "kernel.domainname",
  "kernel.ns_last_pid",
];

/** A kernel parameter that no namespace has for itself is set for the host and all guests. */
export const sysctlOfHost = defineRule({
  name: "sysctl-of-host",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: ["raw"],
  check(container, report) {
    for (const { key, value, clearedBy } of container.raw) {
      if (!key.text.startsWith(prefix) || clearedBy || value.text === "") continue;
      const name = key.text.slice(prefix.length).replaceAll("/", ".");
      if (ownOnes.some((each) => name.startsWith(each)) || !isPrivileged(container)) continue;
      report(
        key,
        `Containers have no \`${name}\` of their own, so each start sets it for the host and all guests. Remove the line, or set it on the host in /etc/sysctl.d.`,
      );
    }
  },
});
