import { bitsOf, hostBits, isLastOfNetwork, isSameNetwork } from "../../container/addressNumbers.js";
import { type InterfaceAddress, type InterfaceGateway, startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";

/** A gateway that is the interface's own address, or the first or last of its network, leads nowhere. */
export const networkGatewayUnusable = defineRule({
  name: "network-gateway-unusable",
  area: "network",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["net", "raw"],
  check(container, report) {
    for (const { addresses, gateways } of startedNetworks(container)) {
      for (const gateway of gateways) {
        for (const address of addresses) {
          const fault = faultOf(gateway, address);
          if (!fault) continue;
          const { what, isRefused } = fault;
          const isFatal = isRefused && gateway.isSetByLxc && address.isSetByLxc;
          const result = isFatal ? "so the container does not start" : "so nothing leaves the network";
          report(gateway.token, `The gateway is ${what}, ${result}. Write the address of the router.`, {
            severity: isFatal ? "error" : "warning",
            rejectedBy: isFatal ? "start" : "ignored",
          });
          break;
        }
      }
    }
  },
});

/** What the kernel refuses was started with liblxc 5.0.2. */
function faultOf(
  { address: gateway }: InterfaceGateway,
  own: InterfaceAddress,
): { readonly what: string; readonly isRefused: boolean } | undefined {
  if (!gateway || gateway.family !== own.family) return undefined;
  if (gateway.value === own.value) return { what: "this interface's own address", isRefused: own.family === 6 };
  const isSmall = bitsOf(own.family) - own.length < 2;
  if (own.family === 6 || isSmall || !isSameNetwork(own, gateway, own.length)) return undefined;
  if (hostBits(gateway, own.length) === 0n) {
    return { what: "the address of the network itself, the first one in it", isRefused: false };
  }
  if (!isLastOfNetwork(gateway, own.length)) return undefined;
  return { what: "the address that reaches all machines of the network, the last one in it", isRefused: true };
}
