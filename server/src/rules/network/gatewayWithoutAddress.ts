import { startedNetworks } from "../../container/networks.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { isLinkLocal } from "./linkLocal.js";

/**
 * LXC sets a gateway only on an interface to which it gives an address of that family. Of `netN` lines expansion-refused and network-gateway-ignored
 * speak. Source: liblxc 5.0.2, src/lxc/network.c, lxc_network_setup_in_child_namespaces_common(), started.
 */
export const networkGatewayWithoutAddress = defineRule({
  name: "network-gateway-without-address",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const { gateways, addresses, type, number } of startedNetworks(container)) {
      for (const { token, family, entry, address } of gateways) {
        if (!entry || type === "none" || type === undefined) continue;
        // One that is good on every link is let through.
        if (address && isLinkLocal(address)) continue;
        if (addresses.some((each) => each.family === family && each.isSetByLxc)) continue;
        report(
          token,
          `liblxc sets a gateway only beside an address, and this interface has none, so the container does not start. Write \`lxc.net.${number}.ipv${family}.address\` with its prefix, or remove the line.`,
          { fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(entry.line)] }] },
        );
      }
    }
  },
});
