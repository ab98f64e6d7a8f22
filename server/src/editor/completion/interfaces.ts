import { CompletionItemKind } from "vscode-languageserver-types";
import {
  addressOf,
  bitsOf,
  hostBits,
  ipv4Text,
  isSameNetwork,
  type NumberedAddress,
} from "../../container/addressNumbers.js";
import type { Container } from "../../container/container.js";
import { keyNameOf } from "../../container/keys.js";
import { networksOf } from "../../container/networks.js";
import { freshHardwareAddress } from "../../rules/network/freshHardwareAddress.js";
import { freeName } from "../../rules/network/interfaceNames.js";
import type { Place } from "./place.js";
import type { Proposal } from "./proposal.js";
import { type SeenAddress, seenAddresses, seenNames } from "./seen.js";

const value = CompletionItemKind.Value;

/** More than these are not told apart in a list. */
const mostNetworks = 8;

/** The bridges of the open configs; without any the one that comes with the host. */
export function bridges({ documents, container }: Place): readonly string[] {
  const seen = seenNames(documents(), "bridge");
  if (seen.length > 0) return seen;
  return [container.document.dialect === "lxc" ? "lxcbr0" : "vmbr0"];
}

/** What a new interface is made of. */
export function newInterface(place: Place, number: number): { bridge: string; name: string; hwaddr: string } {
  return {
    bridge: bridges(place)[0] ?? "vmbr0",
    name: freeName(networksOf(place.rest())),
    hwaddr: freshHardwareAddress(place.rest(), number),
  };
}

/** All that an interface needs, with DHCP. */
export function wholeInterface(place: Place, key: string): Proposal {
  const { name, bridge, hwaddr } = newInterface(place, Number(keyNameOf(key).digits));
  const text = `name=${name},bridge=${bridge},hwaddr=${hwaddr},ip=dhcp,type=veth`;
  return { label: `name=${name},bridge=${bridge},…`, text, kind: value, note: "with DHCP" };
}

/** The values of a property of `netN`, apart from words that its table lists. `others` are the other properties of the line. */
export function netValues(
  place: Place,
  key: string,
  property: string,
  others: ReadonlyMap<string, string>,
): readonly Proposal[] {
  const number = Number(keyNameOf(key).digits);
  switch (property) {
    case "bridge":
      return bridges(place).map((label) => ({ label, kind: value }));
    case "name":
      return [{ label: freeName(networksOf(place.rest())), kind: value }];
    case "hwaddr":
      return [{ label: freshHardwareAddress(place.rest(), number), kind: value, note: "new, with Proxmox' prefix" }];
    case "ip":
      return addresses(place, others, hasGateway(place.rest(), 4));
    case "gw":
      return gateways(place, others.get("ip"), 4);
    case "gw6":
      return gateways(place, others.get("ip6"), 6);
    case "tag":
      return seenNames(place.documents(), "VLAN").map((label) => ({ label, kind: value, note: "seen" }));
    default:
      return [];
  }
}

/** Whether the properties of a line that are written leave room for another. */
export function netPropertyFits(rest: Container, property: string, others: ReadonlyMap<string, string>): boolean {
  switch (property) {
    case "gw":
      return isFixed(others.get("ip")) && !hasGateway(rest, 4);
    case "gw6":
      return isFixed(others.get("ip6")) && !hasGateway(rest, 6);
    case "host-managed":
      return rest.settings.has("entrypoint") && others.get("ip6") !== "auto";
    case "ip6":
      return !isManaged(others);
    default:
      return true;
  }
}

function isFixed(address: string | undefined): boolean {
  return address?.includes("/") === true;
}

function hasGateway(rest: Container, family: 4 | 6): boolean {
  return networksOf(rest).some(({ gateways: all }) => all.some((each) => each.family === family));
}

/** The next free IPv4 address of each network that is in use, with the gateway where it is known and the line has none. */
function addresses(place: Place, others: ReadonlyMap<string, string>, isLed: boolean): readonly Proposal[] {
  const seen = seenAddresses(place.documents()).filter(({ address }) => address.family === 4);
  const wanted = others.get("gw");
  const gateway = wanted === undefined ? undefined : addressOf(wanted, 4);
  const proposals = networksAmong(seen)
    .slice(0, mostNetworks)
    .flatMap((network): Proposal[] => {
      const { address, length } = network;
      if (gateway && !isSameNetwork(address, gateway, length)) return [];
      const free = nextFree(network, seen);
      if (free === undefined) return [];
      const label = `${free}/${length}`;
      const known = wanted === undefined && !isLed && !isManaged(others) ? gatewayOf(network, seen) : undefined;
      const alone: Proposal = { label, kind: value, note: "the next free one" };
      if (known === undefined) return [alone];
      return [{ label: `${label},gw=${known}`, kind: value, note: "with the gateway" }, alone];
    });
  if (proposals.length > 0 || !gateway) return proposals;
  const host = gateway.value + (((gateway.value + 1n) & 255n) === 255n ? -1n : 1n);
  return [{ label: `${ipv4Text(host)}/24`, kind: value, note: "beside the gateway" }];
}

function isManaged(others: ReadonlyMap<string, string>): boolean {
  return others.get("host-managed") === "1";
}

/** The gateways that the open configs have in the network of an address; without any the first address of the network. */
function gateways(place: Place, text: string | undefined, family: 4 | 6): readonly Proposal[] {
  const [own = "", digits] = text?.split("/") ?? [];
  const address = addressOf(own, family);
  const length = Number(digits);
  if (!address || !(length > 0 && length < bitsOf(family))) return [];
  const network: SeenAddress = { address, length, gateway: undefined };
  const known = gatewayOf(network, seenAddresses(place.documents()));
  if (known !== undefined && known !== own) return [{ label: known, kind: value, note: "used in this network" }];
  if (family === 6 || length > 30) return [];
  const base = startOf(network);
  const first = base + 1n === address.value ? base + 2n : base + 1n;
  return [{ label: ipv4Text(first), kind: value, note: "the first of the network" }];
}

/** One address for each network. */
function networksAmong(seen: readonly SeenAddress[]): readonly SeenAddress[] {
  const networks = new Map<string, SeenAddress>();
  for (const each of seen) {
    const name = `${startOf(each)}/${each.length}`;
    if (!networks.has(name)) networks.set(name, each);
  }
  return [...networks.values()];
}

function gatewayOf({ address, length }: SeenAddress, seen: readonly SeenAddress[]): string | undefined {
  return seen.find(({ gateway }) => {
    const numbered: NumberedAddress | undefined =
      gateway === undefined ? undefined : addressOf(gateway, address.family);
    return numbered !== undefined && isSameNetwork(address, numbered, length);
  })?.gateway;
}

/** The address behind the highest one in use, or a lower one when there is none. */
function nextFree(network: SeenAddress, seen: readonly SeenAddress[]): string | undefined {
  const { address, length } = network;
  if (length > 30) return undefined;
  const used = new Set<bigint>();
  let highest = 0n;
  for (const each of seen) {
    if (!isSameNetwork(address, each.address, length)) continue;
    used.add(each.address.value);
    if (each.address.value > highest) highest = each.address.value;
    const gateway = each.gateway === undefined ? undefined : addressOf(each.gateway, 4);
    if (gateway) used.add(gateway.value);
  }
  const start = startOf(network);
  const last = start + (1n << BigInt(32 - length)) - 1n;
  for (let free = highest + 1n; free < last; free++) if (!used.has(free)) return ipv4Text(free);
  for (let free = highest - 1n; free > start; free--) if (!used.has(free)) return ipv4Text(free);
  return undefined;
}

function startOf({ address, length }: SeenAddress): bigint {
  return address.value - hostBits(address, length);
}
