import { type InterfaceAddress, startedNetworks } from "../../container/networks.js";
import { removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** One address on two interfaces, or twice on one. */
export const networkAddressDuplicate = defineRule({
  name: "network-address-duplicate",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["net", "raw"],
  check(container, report) {
    const owners = new Map<string, { readonly number: number; readonly address: InterfaceAddress }>();
    for (const { number, addresses } of startedNetworks(container)) {
      for (const address of addresses) {
        const key = `${address.family} ${address.value}`;
        const owner = owners.get(key);
        if (!owner) owners.set(key, { number, address });
        else if (owner.number !== number) reportOther(address, owner.address, report);
        else reportTwice(address, owner.address, report);
      }
    }
  },
});

function reportOther({ token }: InterfaceAddress, { token: span }: InterfaceAddress, report: Report): void {
  report(
    token,
    "Another interface of this container has this address too, so answers may leave through the wrong one. Give each interface its own.",
    { related: [{ span, message: "The other interface has it here." }] },
  );
}

/** Source: liblxc 5.0.2, src/lxc/network.c, setup_ipv4_addr() and its sister, started. */
function reportTwice(address: InterfaceAddress, earlier: InterfaceAddress, report: Report): void {
  if (!address.entry || !earlier.isSetByLxc || address.length !== earlier.length) return;
  const line = address.entry.line;
  report(
    address.token,
    "This interface has the address already, and the kernel does not take it twice, so the container does not start. Remove the line.",
    {
      severity: "error",
      rejectedBy: "start",
      related: [{ span: earlier.token, message: "It is set here." }],
      fixes: [{ title: "Remove the line", safe: true, edits: [removeLine(line)] }],
    },
  );
}
