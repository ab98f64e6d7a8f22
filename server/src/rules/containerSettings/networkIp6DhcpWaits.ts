import { keyNameOf } from "../../container/keys.js";
import { countsAsTrue } from "../../container/values.js";
import { type Property, readProperties } from "../../syntax/propertyString.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A container that asks for an address by DHCPv6 waits at boot until somebody answers, or for minutes. */
export const networkIp6DhcpWaits = defineRule({
  name: "network-ip6-dhcp-waits",
  area: "container",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check({ settings }, report) {
    // Into an unmanaged container Proxmox writes no network at all.
    if (settings.get("ostype")?.value.text === "unmanaged") return;
    for (const [key, setting] of settings) {
      if (!key.startsWith("net") || keyNameOf(key).name !== "net" || !setting.value.text.includes("ip6=dhcp")) continue;
      const properties = readProperties(setting.value);
      const address = properties.find((each) => each.key?.text === "ip6" && each.value?.text === "dhcp");
      if (!address || properties.some(isOtherwise)) continue;
      report(
        address,
        "Where no DHCPv6 server answers, the container waits for one at boot, for minutes. Without such a server, write `ip6=auto` instead, or remove it.",
        { fixes: [{ title: "Write `ip6=auto`", safe: false, edits: [replace(address, "ip6=auto")] }] },
      );
    }
  },
});

/** Without a cable nobody asks, and what the host manages it asks for itself. */
function isOtherwise({ key, value }: Property): boolean {
  return (key?.text === "link_down" || key?.text === "host-managed") && countsAsTrue(value?.text ?? "0");
}
