import { startedNetworks } from "../../container/networks.js";
import { countsAsTrue } from "../../container/values.js";
import { defineRule } from "../rule.js";

/**
 * Proxmox reads any numbers as VLANs; the bridge takes 1 to 4094, and only one that is VLAN-aware. Source: pve-common, src/PVE/Network.pm, tap_plug();
 * bridge(8) of iproute2 6.1, run.
 */
export const networkTrunksUnusable = defineRule({
  name: "network-trunks-unusable",
  area: "network",
  severity: "information",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const { properties, isRefused } of startedNetworks(container)) {
      const trunks = properties.get("trunks");
      if (!trunks || isRefused || countsAsTrue(properties.get("link_down")?.text ?? "0")) continue;
      const vlans = trunks.text.split(";").map(Number);
      if (vlans.some((vlan) => vlan > 4095)) {
        report(
          trunks,
          "There are VLANs from 1 to 4094 only, so the interface cannot be plugged in and the container does not start. Write numbers among those.",
          {
            severity: "error",
          },
        );
      } else if (vlans.some((vlan) => vlan === 0 || vlan === 4095)) {
        report(
          trunks,
          "A Linux bridge takes VLANs from 1 to 4094 only, so on one the container does not start. Write numbers among those.",
        );
      } else {
        report(
          trunks,
          "The container starts only if its bridge is VLAN-aware. Set that on the bridge, or write one VLAN in `tag`.",
        );
      }
    }
  },
});
