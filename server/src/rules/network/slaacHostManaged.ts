import { startedNetworks } from "../../container/networks.js";
import { isSince } from "../../container/releases.js";
import { countsAsTrue } from "../../container/values.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `link_down=1` hides that the host cannot do SLAAC for a container. With the link up expansion-refused speaks. Source: pve-container 6.1.10, src/PVE/LXC.pm, run. */
export const networkSlaacHostManaged = defineRule({
  name: "network-slaac-host-managed",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    if (!isSince(container.target.proxmox, "9.1")) return;
    for (const { properties } of startedNetworks(container)) {
      const ip6 = properties.get("ip6");
      const isOn = (name: string) => countsAsTrue(properties.get(name)?.text ?? "0");
      if (ip6?.text !== "auto" || !isOn("host-managed") || !isOn("link_down")) continue;
      report(
        ip6,
        "The host cannot do SLAAC for a container, and only `link_down=1` hides it: with the link up the container does not start. Write `ip6=dhcp` or an address.",
        { fixes: [{ title: "Write `ip6=dhcp`", safe: false, edits: [replace(ip6, "dhcp")] }] },
      );
    }
  },
});
