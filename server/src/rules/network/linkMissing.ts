import { type NetworkInterface, partOfInterface, startedNetworks } from "../../container/networks.js";
import type { Token } from "../../syntax/token.js";
import { defineRule, type Report } from "../rule.js";

/** Types that take an interface of the host, or build on one. */
const needLink: ReadonlySet<string> = new Set(["macvlan", "ipvlan", "vlan", "phys"]);

/** An interface needs something of the host to hang on. Source: liblxc 5.0.2, src/lxc/network.c, each started. */
export const networkLinkMissing = defineRule({
  name: "network-link-missing",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const type = each.raw.get("type")?.at(-1)?.value;
      // A `netN` line is plugged into its bridge by Proxmox, without a link.
      if (!type || each.setting || partOfInterface(each, "link")) continue;
      if (needLink.has(type.text)) {
        report(
          type,
          `An interface of type \`${type.text}\` needs one of the host, so the container does not start. Write \`lxc.net.${each.number}.link\` with its name.`,
        );
      } else if (type.text === "veth") checkPair(each, type, report);
    }
  },
});

function checkPair({ raw, number }: NetworkInterface, type: Token, report: Report): void {
  const automatic = [raw.get("ipv4.gateway"), raw.get("ipv6.gateway")].flatMap((entries) => entries?.at(-1) ?? []);
  for (const { value } of automatic) {
    if (value.text !== "auto") continue;
    report(
      value,
      `With \`auto\` liblxc takes the address of the bridge as gateway, and there is no bridge, so the container does not start. Write \`lxc.net.${number}.link\`, or the address.`,
    );
  }
  const tagged = [raw.get("veth.vlan.id"), raw.get("veth.vlan.tagged.id")].flatMap((entries) => entries?.at(-1) ?? []);
  for (const { key } of tagged) {
    report(
      key,
      `VLANs are set on the port of a bridge, and there is no bridge, so the container does not start. Write \`lxc.net.${number}.link\` with its name.`,
    );
  }
  const isOnItsOwn = automatic.every(({ value }) => value.text !== "auto") && tagged.length === 0;
  const isRouted = raw.get("veth.mode")?.at(-1)?.value.text === "router";
  const isPlugged = ["script.up", "veth.ipv4.route", "veth.ipv6.route", "veth.pair"].some(
    (key) => raw.get(key)?.length,
  );
  if (!isOnItsOwn || isRouted || isPlugged) return;
  report(
    type,
    `Without \`lxc.net.${number}.link\` the other end of this interface hangs on nothing, so the container reaches nobody. Write the bridge of the host.`,
    { severity: "warning", rejectedBy: "ignored" },
  );
}
