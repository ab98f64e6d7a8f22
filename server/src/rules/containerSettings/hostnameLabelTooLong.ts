import { partOf } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** liblxc takes a host name of 64 characters, DNS takes 63 between two dots. */
export const hostnameLabelTooLong = defineRule({
  name: "hostname-label-too-long",
  area: "container",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["hostname"],
  check({ settings }, report) {
    const value = settings.get("hostname")?.value;
    // With longer names the container does not start, and lxc-value-refused says so.
    if (!value || !/^[A-Za-z0-9-]{64}$/.test(value.text)) return;
    report(
      partOf(value, 63, 64),
      "Nobody can look this name up, as a part of a name in DNS has no more than 63 characters. Write a shorter one instead.",
    );
  },
});
