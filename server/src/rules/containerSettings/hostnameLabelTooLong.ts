import { partOf } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** LXC takes a host name of 64 characters, DNS takes 63 between two dots. */
export const hostnameLabelTooLong = defineRule({
  name: "hostname-label-too-long",
  area: "container",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["hostname"],
  check({ settings }, report) {
    const value = settings.get("hostname")?.value;
    // Longer names stop the start, and lxc-value-refused says so.
    if (!value || !/^[A-Za-z0-9-]{64}$/.test(value.text)) return;
    report(
      partOf(value, 63, 64),
      "A part of a name in DNS has 63 characters at the most, so nobody can look this one up. Write a shorter one.",
    );
  },
});
