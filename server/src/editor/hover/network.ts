import type { Container } from "../../container/container.js";
import { networksOf } from "../../container/networks.js";
import { booleanOf } from "../../container/values.js";
import { readProperties } from "../../syntax/propertyString.js";
import type { Token } from "../../syntax/token.js";
import { inCode } from "../markdown.js";

/** What an interface is made of, by the names of the properties of `netN`. */
type Parts = ReadonlyMap<string, string>;

/** The interface of a `netN` line in sentences. */
export function networkText(value: Token): string {
  const parts = new Map<string, string>();
  for (const { key, value: part } of readProperties(value)) if (key && part) parts.set(key.text, part.text);
  return sentences(parts, "hangs on the bridge", false);
}

/** The interface that the raw lines of a number make, with those of its `netN` line; undefined where none do. */
export function rawNetworkText(container: Container, number: number): string | undefined {
  const found = networksOf(container).find((each) => each.number === number);
  if (!found || found.takenAwayBy) return undefined;
  const parts = new Map<string, string>();
  for (const [name, { text }] of found.properties) parts.set(name, text);
  for (const [from, to] of rawNames) {
    const text = found.raw.get(from)?.at(-1)?.value.text;
    if (text !== undefined) parts.set(to, text);
  }
  const { type } = found;
  if (type === "empty") return "The container has no interface but the loopback.";
  if (type === "none") return "The container uses the network of the host itself.";
  const verb = type === "phys" ? "is the host's" : "hangs on the";
  const noun = type === "veth" || type === undefined ? "bridge" : "interface";
  return `${sentences(parts, `${verb} ${noun}`, true)}${type && type !== "veth" ? ` Its type is ${inCode(type)}.` : ""}`;
}

const rawNames: readonly (readonly [from: string, to: string])[] = [
  ["name", "name"],
  ["link", "bridge"],
  ["hwaddr", "hwaddr"],
  ["mtu", "mtu"],
  ["veth.vlan.id", "tag"],
  ["vlan.id", "tag"],
  ["ipv4.address", "ip"],
  ["ipv4.gateway", "gw"],
  ["ipv6.address", "ip6"],
  ["ipv6.gateway", "gw6"],
];

function sentences(parts: Parts, attachment: string, isRaw: boolean): string {
  const isOn = (name: string) => booleanOf(parts.get(name) ?? "0") === true;
  const name = parts.get("name");
  const bridge = parts.get("bridge");
  const tag = parts.get("tag");
  const trunks = parts.get("trunks");
  const where = [
    bridge === undefined ? "hangs on nothing" : `${attachment} ${inCode(bridge)}`,
    tag === undefined ? "" : ` in VLAN ${tag}`,
    trunks === undefined ? "" : ` with the VLANs ${trunks.split(";").join(", ")} passed through`,
    isOn("firewall") ? ", behind the firewall of Proxmox" : "",
  ].join("");
  const addresses = [family(parts, "ip", "gw", "IPv4"), family(parts, "ip6", "gw6", "IPv6")];
  const got = addresses.filter((text) => text !== "");
  const hwaddr = parts.get("hwaddr");
  const mtu = parts.get("mtu");
  const rate = parts.get("rate");
  const nobody = isRaw ? "LXC sets no address." : "Proxmox sets no address.";
  return [
    `${name === undefined ? "The interface" : inCode(name)} ${where}.`,
    got.length > 0 ? `It gets ${got.join(" and ")}.` : nobody,
    hwaddr === undefined ? "" : `Its MAC address is ${inCode(hwaddr)}.`,
    mtu === undefined ? "" : `Its MTU is ${mtu}.`,
    rate === undefined || Number(rate) === 0 ? "" : `It is limited to ${rate} MB/s.`,
    isOn("link_down") ? "The link is down." : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function family(parts: Parts, ip: string, gw: string, title: string): string {
  const address = parts.get(ip);
  if (address === undefined || address === "manual") return "";
  if (address === "dhcp") return `${title} by DHCP`;
  if (address === "auto") return `${title} by SLAAC`;
  const gateway = parts.get(gw);
  return `${inCode(address)}${gateway === undefined ? "" : ` with the gateway ${inCode(gateway)}`}`;
}
