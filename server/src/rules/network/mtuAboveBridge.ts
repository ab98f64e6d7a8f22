import { startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/** What a bridge has unless somebody changed it. */
const usualMtu = 1500;

/** Proxmox refuses to start a container with a larger MTU than its bridge has. Source: pve-container 6.1.10, src/PVE/LXC.pm, run. */
export const networkMtuAboveBridge = defineRule({
  name: "network-mtu-above-bridge",
  area: "network",
  severity: "information",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const mtu = each.properties.get("mtu");
      if (!mtu || Number(mtu.text) <= usualMtu) continue;
      const bridge = each.properties.get("bridge")?.text ?? "the bridge";
      report(
        mtu,
        `The container starts only if ${bridge} has an MTU of ${mtu.text} or more, and bridges have ${usualMtu} unless it is changed. Set it there, or leave \`mtu\` out for the bridge's.`,
        { fixes: [{ title: "Remove `mtu`", safe: false, edits: removeProperty(each, "mtu") }] },
      );
    }
  },
});
