import { bitsOf, hostBits, isLastOfNetwork, type NumberedAddress } from "../../container/addressNumbers.js";
import { type InterfaceAddress, startedNetworks } from "../../container/networks.js";
import type { Severity } from "../finding.js";
import { defineRule } from "../rule.js";

/** What an address is that no machine can have. */
interface Unusable {
  readonly what: string;
  /** The kernel refuses it too, and LXC gives up. */
  readonly isRefused: boolean;
}

/** Addresses that do not belong to one machine: the first and the last of an IPv4 network, and those with a meaning of their own. */
export const networkAddressUnusable = defineRule({
  name: "network-address-unusable",
  area: "network",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["net", "raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      for (const address of each.addresses) {
        const unusable = unusableAs(address);
        if (!unusable) continue;
        const isFatal = unusable.isRefused && address.isSetByLxc;
        const severity: Severity = isFatal ? "error" : "warning";
        const result = isFatal ? "so the container does not start" : "so this interface reaches nobody";
        report(address.token, `${unusable.what}, ${result}. Write the address of one machine.`, {
          severity,
          rejectedBy: isFatal ? "start" : "ignored",
        });
      }
    }
  },
});

/** Source: RFC 1122, RFC 5735 and RFC 4291; what the kernel refuses was started with liblxc 5.0.2. */
function unusableAs(address: InterfaceAddress): Unusable | undefined {
  if (address.isTooLong) return { what: "An IPv6 prefix has 128 bits at most", isRefused: true };
  const reserved = reservedFor(address);
  if (reserved !== undefined) {
    return { what: `This address ${reserved} and belongs to no interface`, isRefused: address.family === 6 };
  }
  // In a network of one or two addresses all of them are for machines, and in IPv6 there is no broadcast.
  if (address.family === 6 || bitsOf(4) - address.length < 2) return undefined;
  if (hostBits(address, address.length) === 0n) {
    return { what: "This is the address of the network itself, the first one in it", isRefused: false };
  }
  if (isLastOfNetwork(address, address.length)) {
    return {
      what: "This is the address that reaches all machines of the network, the last one in it",
      isRefused: false,
    };
  }
  return undefined;
}

function reservedFor({ family, value }: NumberedAddress): string | undefined {
  if (family === 4) {
    const first = Number(value >> 24n);
    if (first === 0) return "stands for no address at all";
    if (first === 127) return "is that of a machine for itself";
    return first >= 224 && first < 240 ? "is that of a group of machines" : undefined;
  }
  if (value === 0n) return "stands for no address at all";
  if (value === 1n) return "is that of a machine for itself";
  return value >> 120n === 255n ? "is that of a group of machines" : undefined;
}
