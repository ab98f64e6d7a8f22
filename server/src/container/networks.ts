import { netProperties } from "../knowledge/properties.js";
import type { Token } from "../syntax/token.js";
import { partOf } from "../syntax/token.js";
import { addressOf, bitsOf, type NumberedAddress } from "./addressNumbers.js";
import type { Container, RawEntry, Setting } from "./container.js";
import { keyNameOf, lxcKey } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import { integerOf } from "./lxcFormats/numbers.js";
import { readPropertyValues } from "./propertyValues.js";
import { isSince } from "./releases.js";
import { countsAsTrue } from "./values.js";

/** An address that an interface gets. */
export interface InterfaceAddress extends NumberedAddress {
  /** The address as written, with its prefix length. */
  readonly token: Token;
  /** The prefix length, with the one that LXC takes where none is written. */
  readonly length: number;
  readonly hasLength: boolean;
  /** LXC loads longer prefixes for IPv6 than there are; `length` is the longest then. */
  readonly isTooLong: boolean;
  /** The raw line; absent for a property of `netN`. */
  readonly entry: RawEntry | undefined;
  /** LXC sets it, and the start fails when it cannot. Otherwise the programs in the container do. */
  readonly isSetByLxc: boolean;
}

/** The way out of the networks of an interface. */
export interface InterfaceGateway {
  readonly token: Token;
  readonly family: 4 | 6;
  /** Absent for `auto` and `dev`. */
  readonly address: NumberedAddress | undefined;
  readonly entry: RawEntry | undefined;
  readonly isSetByLxc: boolean;
}

/** A network interface of the container, with what `netN` and the raw lines `lxc.net.N.…` make of it together. */
export interface NetworkInterface {
  readonly number: number;
  /** The `netN` line. */
  readonly setting: Setting | undefined;
  /** Proxmox does not take that line, and no container starts with it. */
  readonly isRefused: boolean;
  /** The properties of that line by name; only those whose values Proxmox takes. */
  readonly properties: ReadonlyMap<string, Token>;
  /** The raw lines in force by what stands behind the number, such as `ipv4.gateway`. Empty where the last line clears what was before. */
  readonly raw: ReadonlyMap<string, readonly RawEntry[]>;
  /** What LXC makes: `veth` for a `netN` line. Undefined where no line says it. */
  readonly type: string | undefined;
  /** The host sets the addresses while it starts the container: `host-managed=1` on a link that is up. */
  readonly isHostManaged: boolean;
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly InterfaceGateway[];
  /** The raw line `lxc.net.N:` that takes away the `netN` line. */
  readonly takenAwayBy: RawEntry | undefined;
}

interface Networks {
  readonly all: readonly NetworkInterface[];
  readonly started: readonly NetworkInterface[];
}

const none: Networks = { all: [], started: [] };

/** The interfaces of the main section by number. Those that raw lines take away are among them, with nothing but their `netN` line. */
export function networksOf(container: Container): readonly NetworkInterface[] {
  return networksIn(container).all;
}

/** The interfaces that a start makes. */
export function startedNetworks(container: Container): readonly NetworkInterface[] {
  return networksIn(container).started;
}

const networksIn = lastAnswer(
  (container: Container): Networks => (hasNetworks(container) ? readNetworks(container) : none),
);

/** The text that LXC takes for one of its scalar keys, such as `hwaddr`: that of the last raw line, else that of the property. */
export function partOfInterface({ raw, properties }: NetworkInterface, key: string): Token | undefined {
  const entries = raw.get(key);
  return entries ? entries.at(-1)?.value : properties.get(key);
}

/** The bridge or interface of the host that an interface hangs on. */
export function bridgeOf(each: NetworkInterface): Token | undefined {
  return each.setting ? each.properties.get("bridge") : partOfInterface(each, "link");
}

/** How an interface is called in a message: `net0`, or `lxc.net.0` when only raw lines make it. */
export function titleOfInterface({ number, setting }: NetworkInterface): string {
  return setting ? setting.key.text : `lxc.net.${number}`;
}

function hasNetworks({ raw, settings }: Container): boolean {
  if (raw.some(({ key }) => key.text.startsWith("lxc.net"))) return true;
  for (const key of settings.keys()) if (isNetworkKey(key)) return true;
  return false;
}

function isNetworkKey(key: string): boolean {
  return key.startsWith("net") && keyNameOf(key).name === "net" && key !== "net";
}

/** What has been read of an interface so far. */
interface Reading {
  readonly setting: Setting | undefined;
  readonly raw: Map<string, RawEntry[]>;
  /** Proxmox makes an empty one where there is no `netN` at all. */
  readonly isImplied: boolean;
  takenAwayBy: RawEntry | undefined;
}

function readNetworks(container: Container): Networks {
  const readings = new Map<number, Reading>();
  const isProxmox = container.document.dialect === "proxmox";
  for (const [key, setting] of container.settings) {
    if (isNetworkKey(key)) readings.set(Number(key.slice(3)), emptyReading(setting, false));
  }
  const isImplied = isProxmox && readings.size === 0;
  for (const entry of container.raw) {
    if (entry.key.text.startsWith("lxc.net")) readEntry(readings, entry, isImplied);
  }
  const all: NetworkInterface[] = [];
  for (const [number, reading] of readings) all.push(interfaceOf(container, number, reading));
  if (all.length > 1) all.sort((left, right) => left.number - right.number);
  return { all, started: all.some((each) => each.takenAwayBy) ? all.filter((each) => !each.takenAwayBy) : all };
}

function emptyReading(setting: Setting | undefined, isImplied: boolean): Reading {
  return { setting, raw: new Map(), isImplied, takenAwayBy: undefined };
}

/** Source: liblxc 6.0.6, src/lxc/confile.c, set_config_net() and its clr_config_net() functions. */
function readEntry(readings: Map<number, Reading>, entry: RawEntry, isImplied: boolean): void {
  const { text } = entry.key;
  if (text === "lxc.net") {
    readings.clear();
    return;
  }
  const match = /^lxc\.net\.([0-9]+)(?:\.(.+))?$/.exec(text);
  if (!match) return;
  const number = Number(match[1]);
  const key = match[2];
  const reading = readings.get(number);
  if (key === undefined) {
    if (reading?.setting) reading.takenAwayBy = entry;
    else readings.delete(number);
    return;
  }
  const target = reading ?? emptyReading(undefined, isImplied && number === 0);
  readings.set(number, target);
  const before = target.raw.get(key);
  if (entry.value.text === "") target.raw.set(key, []);
  else if (before && lxcKey(text)?.fact.kind === "list") before.push(entry);
  else target.raw.set(key, [entry]);
}

function interfaceOf(container: Container, number: number, reading: Reading): NetworkInterface {
  const { setting, raw, isImplied, takenAwayBy } = reading;
  const { properties, isRefused } = propertiesOf(container, setting);
  const typeEntries = raw.get("type");
  const type = typeEntries ? typeEntries.at(-1)?.value.text : setting ? "veth" : isImplied ? "empty" : undefined;
  const managed = properties.get("host-managed");
  const isHostManaged =
    managed !== undefined &&
    isSince(container.target.proxmox, "9.1") &&
    countsAsTrue(managed.text) &&
    !countsAsTrue(properties.get("link_down")?.text ?? "0");
  const sources: Sources = { raw, properties, isHostManaged };
  const addresses: InterfaceAddress[] = [];
  const gateways: InterfaceGateway[] = [];
  for (const family of families) {
    addAddresses(sources, family, addresses);
    addGateways(sources, family, gateways);
  }
  return { number, setting, isRefused, properties, raw, type, isHostManaged, addresses, gateways, takenAwayBy };
}

const families = [4, 6] as const;
const noProperties: ReadonlyMap<string, Token> = new Map();

function propertiesOf(
  { target }: Container,
  setting: Setting | undefined,
): Pick<NetworkInterface, "properties" | "isRefused"> {
  if (!setting) return { properties: noProperties, isRefused: false };
  const { text, start: offset } = setting.value;
  const { values, complaints } = readPropertyValues(netProperties, text, target.proxmox);
  const properties = new Map<string, Token>();
  for (const [name, { start, end }] of values) {
    if (complaints.some(({ property }) => property === name)) continue;
    const from = start + name.length + 1;
    properties.set(name, { text: text.slice(from, end), start: offset + from, end: offset + end });
  }
  return { properties, isRefused: complaints.length > 0 };
}

type Sources = Pick<NetworkInterface, "raw" | "properties" | "isHostManaged">;

function addAddresses({ raw, properties, isHostManaged }: Sources, family: 4 | 6, addresses: InterfaceAddress[]): void {
  const property = properties.get(family === 4 ? "ip" : "ip6");
  const own = property && readAddress(property, family, undefined, isHostManaged);
  if (own) addresses.push(own);
  if (raw.size === 0) return;
  for (const entry of raw.get(`ipv${family}.address`) ?? []) {
    const address = readAddress(entry.value, family, entry, true);
    if (address) addresses.push(address);
  }
}

/** Words such as `dhcp`, and what LXC refuses while it loads the config, are no addresses. */
function readAddress(
  value: Token,
  family: 4 | 6,
  entry: RawEntry | undefined,
  isSetByLxc: boolean,
): InterfaceAddress | undefined {
  const first = value.text.charCodeAt(0);
  if (first >= 97 && !value.text.includes(":")) return undefined;
  // Behind the address may stand that of the broadcast.
  const blank = value.text.indexOf(" ");
  const token = blank < 0 ? value : partOf(value, 0, blank);
  const slash = token.text.indexOf("/");
  const address = addressOf(slash < 0 ? token.text : token.text.slice(0, slash), family);
  const length = slash < 0 ? undefined : integerOf(token.text.slice(slash + 1));
  if (!address || (slash >= 0 && length === undefined)) return undefined;
  if (length !== undefined && length < 0n) return undefined;
  const bits = bitsOf(family);
  const isTooLong = length !== undefined && length > BigInt(bits);
  return {
    ...{ family, value: address.value, token, entry, isSetByLxc, isTooLong },
    length: length === undefined ? guessedLength(address) : isTooLong ? bits : Number(length),
    hasLength: length !== undefined,
  };
}

/**
 * What LXC takes where no prefix length is written. It means to ask for the old class of an IPv4 address, but looks at the last number instead of
 * the first. Source: liblxc 5.0.2, src/lxc/confile.c, config_ip_prefix(), started with each class.
 */
function guessedLength({ family, value }: NumberedAddress): number {
  if (family === 6) return 64;
  const last = Number(value & 255n);
  return last < 128 ? 8 : last < 192 ? 16 : last < 224 ? 24 : 0;
}

function addGateways({ raw, properties, isHostManaged }: Sources, family: 4 | 6, gateways: InterfaceGateway[]): void {
  const entries = raw.size === 0 ? undefined : raw.get(`ipv${family}.gateway`);
  const property = properties.get(family === 4 ? "gw" : "gw6");
  // Inside the container the property counts, whatever the raw line says.
  if (property && !(isHostManaged && entries)) {
    gateways.push(readGateway(property, family, undefined, isHostManaged));
  }
  const entry = entries?.at(-1);
  if (entry) gateways.push(readGateway(entry.value, family, entry, true));
}

function readGateway(token: Token, family: 4 | 6, entry: RawEntry | undefined, isSetByLxc: boolean): InterfaceGateway {
  return { token, family, address: addressOf(token.text, family), entry, isSetByLxc };
}
