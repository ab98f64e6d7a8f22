import { partOf } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** A host name with a domain is set as it stands, while the file `/etc/hostname` gets its first part only. */
export const hostnameWithDomain = defineRule({
  name: "hostname-with-domain",
  area: "container",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["hostname"],
  check({ settings }, report) {
    const value = settings.get("hostname")?.value;
    const dot = value?.text.indexOf(".") ?? -1;
    if (!value || dot < 1) return;
    report(
      partOf(value, dot, value.text.length),
      `The container starts with the whole name, while its \`/etc/hostname\` says \`${value.text.slice(0, dot)}\`. Write that instead, and the domain as \`searchdomain\`.`,
    );
  },
});
