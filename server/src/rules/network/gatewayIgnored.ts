import { startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/**
 * Proxmox writes a gateway beside a fixed address. Without one most distributions get nothing, and the few with systemd-networkd and Gentoo a route
 * that competes with that of DHCP. Source: pve-container, src/PVE/LXC/Setup/{Base,Debian,Redhat,SUSE,Gentoo}.pm, setup_network().
 */
export const networkGatewayIgnored = defineRule({
  name: "network-gateway-ignored",
  area: "network",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      if (each.isRefused) continue;
      for (const { token, family, entry, isSetByLxc } of each.gateways) {
        if (entry || isSetByLxc) continue;
        if (each.addresses.some((address) => address.family === family && !address.entry)) continue;
        const [own, address] = family === 4 ? ["gw", "ip"] : ["gw6", "ip6"];
        const word = each.properties.get(address)?.text;
        const cause = word === undefined ? `there is no \`${address}\` here` : `\`${address}=${word}\` is none`;
        const repair =
          word === undefined ? `Write \`${address}\` with its prefix, or remove \`${own}\`.` : `Remove \`${own}\`.`;
        report(token, `A gateway belongs to a fixed address, and ${cause}, so most systems ignore it. ${repair}`, {
          fixes: [{ title: `Remove \`${own}\``, safe: false, edits: removeProperty(each, own) }],
        });
      }
    }
  },
});
