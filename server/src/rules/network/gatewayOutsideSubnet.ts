import { hostBits, ipv4Text, isSameNetwork, type NumberedAddress } from "../../container/addressNumbers.js";
import { type InterfaceAddress, type InterfaceGateway, startedNetworks } from "../../container/networks.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { isLinkLocal } from "./linkLocal.js";

/**
 * A gateway that is not in the network of the interface. Proxmox and LXC add a route to it, which helps when it answers on this bridge all the same.
 * Source: pve-container, src/PVE/LXC/Setup/{Base,Debian,Redhat,SUSE,Gentoo}.pm; liblxc 5.0.2, started.
 */
export const networkGatewayOutsideSubnet = defineRule({
  name: "network-gateway-outside-subnet",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["net", "raw"],
  check(container, report) {
    for (const { addresses, gateways } of startedNetworks(container)) {
      for (const gateway of gateways) {
        // The property goes with the property, the raw lines of LXC with each other.
        const own = addresses.filter(
          ({ family, isSetByLxc }) => family === gateway.family && isSetByLxc === gateway.isSetByLxc,
        );
        if (gateway.address) checkGateway(gateway, gateway.address, own, report);
      }
    }
  },
});

function checkGateway(
  { token }: InterfaceGateway,
  gateway: NumberedAddress,
  addresses: readonly InterfaceAddress[],
  report: Report,
): void {
  const [first] = addresses;
  if (!first || isLinkLocal(gateway)) return;
  // An address alone in its network has its gateway elsewhere, as hosting providers want it.
  if (addresses.some((each) => isAlone(each) || isSameNetwork(each, gateway, each.length))) return;
  report(
    token,
    `The gateway is not in the network of ${first.token.text}. It is reached only if it answers on the same bridge all the same. Write a gateway of this network, or the prefix that covers both.`,
    { fixes: fixesFor(token, gateway, first) },
  );
}

function isAlone({ family, length }: InterfaceAddress): boolean {
  return length >= (family === 4 ? 31 : 127);
}

const shortestPrefix = 16;

function fixesFor(token: InterfaceGateway["token"], gateway: NumberedAddress, own: InterfaceAddress): readonly Fix[] {
  if (gateway.family === 6) return [];
  const fixes: Fix[] = [];
  const meant = own.value - hostBits(own, own.length) + hostBits(gateway, own.length);
  if (meant !== own.value && isInside({ family: 4, value: meant }, own.length)) {
    const text = ipv4Text(meant);
    fixes.push({ title: `Write the gateway \`${text}\``, safe: false, edits: [replace(token, text)] });
  }
  const length = commonLength(own, gateway);
  if (length >= shortestPrefix && own.hasLength) {
    const text = `${ipv4Text(own.value)}/${length}`;
    fixes.push({ title: `Write the address \`${text}\``, safe: false, edits: [replace(own.token, text)] });
  }
  return fixes;
}

/** The longest prefix of a network that holds both, and neither as its first or last address. */
function commonLength(own: InterfaceAddress, gateway: NumberedAddress): number {
  let length = own.length;
  while (length > 0 && !(isSameNetwork(own, gateway, length) && isInside(own, length) && isInside(gateway, length))) {
    length--;
  }
  return length;
}

function isInside(address: NumberedAddress, length: number): boolean {
  const host = hostBits(address, length);
  return host !== 0n && host !== (1n << BigInt(32 - length)) - 1n;
}
