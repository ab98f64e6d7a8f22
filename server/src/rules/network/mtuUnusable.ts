import { integerOf } from "../../container/lxcFormats/numbers.js";
import { type NetworkInterface, startedNetworks } from "../../container/networks.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** LXC looks at `lxc.net.N.mtu` only when it makes the interface. Of `mtu` in a `netN` line expansion-refused speaks. */
export const networkMtuUnusable = defineRule({
  name: "network-mtu-unusable",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const entry = each.raw.get("mtu")?.at(-1);
      const fault = entry && each.type === "veth" && faultOf(each, entry.value.text);
      if (!fault) continue;
      report(
        entry.value,
        `${fault}, so the container does not start. Write a number such as \`1500\`, or remove the line.`,
        {
          fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(entry.line)] }],
        },
      );
    }
  },
});

/** Source: liblxc 5.0.2, src/lxc/network.c, netdev_configure_server_veth(), and the kernel's limits, each started. */
function faultOf({ addresses }: NetworkInterface, text: string): string | undefined {
  const mtu = integerOf(text);
  if (mtu === undefined || text.includes("-")) return "liblxc reads a whole number of bytes here";
  if ((mtu !== 0n && mtu < 68n) || mtu > 65535n) return "The kernel takes an MTU of 68 to 65535 bytes";
  const hasIpv6 = addresses.some(({ family, isSetByLxc }) => family === 6 && isSetByLxc);
  return hasIpv6 && mtu !== 0n && mtu < 1280n
    ? "The IPv6 address of this interface needs an MTU of 1280 or more"
    : undefined;
}
