import { keyNameOf } from "../../container/keys.js";
import { countsAsTrue } from "../../container/values.js";
import { readProperties } from "../../syntax/propertyString.js";
import { insertAt, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** An interface that no rule of Proxmox' firewall reaches. */
export const networkFirewallOff = defineRule({
  name: "network-firewall-off",
  area: "security",
  profile: "audit",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check({ settings }, report) {
    for (const [name, { key, value }] of settings) {
      if (keyNameOf(name).name !== "net") continue;
      const properties = readProperties(value);
      const firewall = properties.find((each) => each.key?.text === "firewall");
      if (firewall && (!firewall.value || countsAsTrue(firewall.value.text))) continue;
      const edit = firewall ? replace(firewall, "firewall=1") : insertAt(value.end, ",firewall=1");
      report(
        firewall ?? key,
        "No rule of Proxmox' firewall reaches this interface, so the container may also take other addresses. Write `firewall=1`; it counts once the firewall is on for the datacenter and the container.",
        { fixes: [{ title: "Write `firewall=1`", safe: false, edits: [edit] }] },
      );
    }
  },
});
