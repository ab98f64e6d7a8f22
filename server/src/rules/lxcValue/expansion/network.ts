import type { ExpandedLine } from "../../../container/expand/draft.js";
import { type Fault, fault, isFromSetting } from "./fault.js";

/** An interface of the expanded config: its parts by the key behind the number, such as `ipv4.gateway`. */
type Interface = ReadonlyMap<string, ExpandedLine>;

/** Under these names the kernel makes no interface, or has one. Source: kernel, net/core/dev.c and net/ipv6/addrconf.c; each started with liblxc 5.0.2. */
const impossibleNames = new Set(["lo", "all", "default", ".", ".."]);

const maximumName = 15;
const minimumMtu = 68;
const minimumMtuOfIpv6 = 1280;

/** What is wrong with the interfaces of an expanded config, each by itself and all together. */
export function networkFaults(lines: readonly ExpandedLine[]): readonly Fault[] {
  const interfaces = interfacesIn(lines);
  const faults: Fault[] = [];
  const names = new Map<string, ExpandedLine>();
  for (const each of interfaces) {
    const name = each.get("name");
    for (const found of [
      name && nameFault(name),
      name && twinFault(name, names, interfaces),
      addressFault(each),
      mtuFault(each),
      gatewayFault(each, 4),
      gatewayFault(each, 6),
    ]) {
      if (found) faults.push(found);
    }
    if (name) names.set(name.value.slice(0, maximumName), name);
  }
  return faults;
}

/** Empty when raw lines take interfaces back, after which little can be said. */
function interfacesIn(lines: readonly ExpandedLine[]): readonly Interface[] {
  const interfaces = new Map<string, Map<string, ExpandedLine>>();
  for (const line of lines) {
    const { key, value } = line;
    if (!key.startsWith("lxc.net")) continue;
    const dot = key.indexOf(".", "lxc.net.".length);
    if (dot < 0 || value === "") return [];
    const number = key.slice("lxc.net.".length, dot);
    let parts = interfaces.get(number);
    if (!parts) {
      parts = new Map();
      interfaces.set(number, parts);
    }
    parts.set(key.slice(dot + 1), line);
  }
  return [...interfaces.values()];
}

function nameFault({ value, origin }: ExpandedLine): Fault | undefined {
  if (!isFromSetting(origin)) return undefined;
  if (impossibleNames.has(value)) {
    const message = `No interface of a container can be named \`${value}\`, so the container does not start. Write \`name=eth0\`.`;
    return fault(origin, message, { rejectedBy: "start" });
  }
  if (value.length <= maximumName) return undefined;
  const message = `liblxc cuts this name after ${maximumName} characters, but Proxmox sets up the network inside for the whole name, so the interface stays without an address. Write a shorter one.`;
  return fault(origin, message, { rejectedBy: "ignored" });
}

/** Source: liblxc 5.0.2, src/lxc/network.c, __netdev_configure_container_common(), started. */
function twinFault(
  name: ExpandedLine,
  earlier: ReadonlyMap<string, ExpandedLine>,
  all: readonly Interface[],
): Fault | undefined {
  const twin = earlier.get(name.value.slice(0, maximumName));
  if (!twin || !isFromSetting(name.origin)) return undefined;
  const free = freeName(all);
  const edits = [{ start: name.origin.start, end: name.origin.end, newText: `name=${free}` }];
  return fault(
    name.origin,
    `Another interface has this name already, so liblxc cannot give it to this one and the container does not start. Write \`name=${free}\`.`,
    {
      rejectedBy: "start",
      related: "line" in twin.origin ? [{ span: twin.origin, message: "The other interface is named here." }] : [],
      fixes: [{ title: `Write \`name=${free}\``, safe: false, edits }],
    },
  );
}

function freeName(all: readonly Interface[]): string {
  const taken = new Set(all.map((each) => each.get("name")?.value));
  let number = 0;
  while (taken.has(`eth${number}`)) number++;
  return `eth${number}`;
}

/** Source: liblxc 5.0.2, src/lxc/network.c, setup_hw_addr(), started. Of other wrong addresses Proxmox' reader complains. */
function addressFault(each: Interface): Fault | undefined {
  const address = each.get("hwaddr");
  if (address?.value !== "00:00:00:00:00:00" || !isFromSetting(address.origin)) return undefined;
  const message =
    "No interface can have an address of zeros, so the container does not start. Write one such as `BC:24:11:00:00:01`.";
  return fault(address.origin, message, { rejectedBy: "start" });
}

/** Source: kernel, ETH_MIN_MTU and IPV6_MIN_MTU; both started with liblxc 5.0.2. */
function mtuFault(each: Interface): Fault | undefined {
  const mtu = each.get("mtu");
  if (!mtu || !isFromSetting(mtu.origin)) return undefined;
  const amount = Number(mtu.value);
  if (amount < minimumMtu) {
    const message = `The kernel takes no MTU below ${minimumMtu}, so the container does not start. Write a larger one, or leave \`mtu\` out for the bridge's.`;
    return fault(mtu.origin, message, { rejectedBy: "start" });
  }
  if (amount >= minimumMtuOfIpv6 || !each.has("ipv6.address")) return undefined;
  const message = `IPv6 needs an MTU of ${minimumMtuOfIpv6} or more, so liblxc cannot set the address and the container does not start. Write a larger one, or leave \`mtu\` out for the bridge's.`;
  return fault(mtu.origin, message, { rejectedBy: "start" });
}

/** Source: liblxc 5.0.2, src/lxc/network.c, lxc_network_setup_in_child_namespaces_common(), started; a link-local gateway is let through. */
function gatewayFault(each: Interface, version: 4 | 6): Fault | undefined {
  const gateway = each.get(`ipv${version}.gateway`);
  if (!gateway || each.has(`ipv${version}.address`) || !isFromSetting(gateway.origin)) return undefined;
  if (/^fe[89ab]/i.test(gateway.value)) return undefined;
  const [own, address] = version === 4 ? ["gw", "ip"] : ["gw6", "ip6"];
  const message = `liblxc sets a gateway only where it sets an address, and this interface has none in \`${address}\`, so the container does not start. Write the address, or remove \`${own}\`.`;
  return fault(gateway.origin, message, { rejectedBy: "start" });
}
