import type { HostDescription } from "../../knowledge/hostDescription.js";
import { netProperties } from "../../knowledge/properties.js";
import type { Line } from "../../syntax/document.js";
import { isTrue } from "../perlValues.js";
import { errorText, type PropertyValues, readPropertyValues } from "../propertyValues.js";
import { isSince } from "../releases.js";
import { add, type Draft, hasLiblxc4, type Refused, refused } from "./draft.js";
import { originIn, originOf } from "./origin.js";

/** Every `netN`, in the order of the keys as text: net0, net1, net10, net2. Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config(). */
export function addNetwork(draft: Draft): Refused | undefined {
  for (const key of interfaceKeys(draft)) {
    const refusal = addInterface(draft, key);
    if (refusal) return refusal;
  }
  return undefined;
}

/** The generator takes any index, also those that the reader calls unknown. */
export function interfaceKeys(draft: Draft): readonly string[] {
  const keys: string[] = [];
  for (const key of draft.settings.keys()) if (isIndexed(key, "net")) keys.push(key);
  return keys.sort();
}

/** Whether a key is that name and digits. */
export function isIndexed(key: string, name: string): boolean {
  if (!key.startsWith(name) || key.length === name.length) return false;
  for (let at = name.length; at < key.length; at++) {
    const code = key.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

const noProperties: PropertyValues = { values: new Map(), complaints: [] };

/** One `netN`. */
export function addInterface(draft: Draft, key: string): Refused | undefined {
  const setting = draft.settings.get(key);
  if (!setting) return undefined;
  const { line } = setting;
  const isRead = isTrue(setting.value);
  const properties = isRead ? readPropertyValues(netProperties, setting.value, draft.release) : noProperties;
  if (properties.complaints.length > 0) {
    return { reason: "reader", error: errorText(properties.complaints), origin: originOf(line) };
  }
  const { values } = properties;
  const index = key.slice("net".length);
  const prefix = `lxc.net.${index}`;
  const origin = originOf(line);
  add(draft, `${prefix}.type`, "veth", origin);
  add(draft, `${prefix}.veth.pair`, `veth${draft.ctid}i${index}`, origin);
  const address = values.get("hwaddr");
  if (address) add(draft, `${prefix}.hwaddr`, address.value, originIn(line, address));
  else if (isRead) {
    draft.notes.push({ message: `Proxmox adds \`${prefix}.hwaddr\` with a new random address at each start.`, origin });
  }
  const name = values.get("name");
  if (name) add(draft, `${prefix}.name`, name.value, originIn(line, name));
  const refusal = addMtu(draft, key, prefix, line, properties);
  if (refusal) return refusal;
  // Proxmox' own liblxc ran the script without being told until then.
  if (hasLiblxc4(draft)) add(draft, `${prefix}.script.up`, "/usr/share/lxc/lxcnetaddbr", origin);
  return isSince(draft.release, "9.1") ? addHostManaged(draft, key, prefix, line, properties) : undefined;
}

function addMtu(
  { host, lines }: Draft,
  key: string,
  prefix: string,
  line: Line,
  { values }: PropertyValues,
): Refused | undefined {
  const bridge = values.get("bridge");
  const name = bridge?.value ?? "";
  const bridgeMtu = mtuOf(name, host);
  if (!bridgeMtu) return refused("bridge", `bridge '${name}' does not exist`, originIn(line, bridge));
  const mtu = values.get("mtu");
  const value = isTrue(mtu?.value) ? mtu.value : String(bridgeMtu);
  if (Number(value) > bridgeMtu) {
    const error = `${key}: MTU size '${value}' is bigger than bridge MTU '${bridgeMtu}'`;
    return refused("mtu", error, originIn(line, mtu));
  }
  lines.push({ key: `${prefix}.mtu`, value, origin: originIn(line, mtu ?? bridge) });
  return undefined;
}

/** The MTU of a bridge; undefined for one that the host does not have, and for no name. */
function mtuOf(bridge: string, { bridges, bridgeMtu }: HostDescription): number | undefined {
  if (bridge === "") return undefined;
  if (!bridges) return bridgeMtu;
  return Object.hasOwn(bridges, bridge) ? bridges[bridge] : undefined;
}

/** With `host-managed=1` liblxc itself sets the addresses of an interface whose link is up. */
function addHostManaged(
  draft: Draft,
  key: string,
  prefix: string,
  line: Line,
  { values }: PropertyValues,
): Refused | undefined {
  const managed = values.get("host-managed");
  if (!isTrue(managed?.value) || values.get("link_down")?.value === "1") return undefined;
  const ip = values.get("ip");
  if (ip && ip.value !== "dhcp" && ip.value !== "manual") {
    add(draft, `${prefix}.ipv4.address`, ip.value, originIn(line, ip));
  }
  const gateway = values.get("gw");
  if (gateway) add(draft, `${prefix}.ipv4.gateway`, gateway.value, originIn(line, gateway));
  const ip6 = values.get("ip6");
  if (ip6?.value === "auto") {
    const error = `${key}: SLAAC is not supported for host-managed network configuration`;
    return refused("slaac", error, originIn(line, ip6));
  }
  if (ip6 && ip6.value !== "dhcp" && ip6.value !== "manual") {
    add(draft, `${prefix}.ipv6.address`, ip6.value, originIn(line, ip6));
  }
  const gateway6 = values.get("gw6");
  if (gateway6) add(draft, `${prefix}.ipv6.gateway`, gateway6.value, originIn(line, gateway6));
  add(draft, `${prefix}.flags`, "up", originIn(line, managed));
  return undefined;
}
