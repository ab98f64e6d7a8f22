import type { RawEntry } from "../../container/container.js";
import { type NetworkInterface, startedNetworks } from "../../container/networks.js";
import { lineEndOf } from "../../syntax/document.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";
import { rawLine } from "./rawLine.js";

/** Without a type LXC takes the interface for the loopback, and refuses to rename it. Source: liblxc 5.0.2, src/lxc/network.c, netdev_configure_server_empty(), started. */
export const networkTypeMissing = defineRule({
  name: "network-type-missing",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const first = each.type === undefined ? firstEntry(each) : undefined;
      if (!first || hasKeysOfType(each)) continue;
      const line = rawLine(container, `lxc.net.${each.number}.type`, "veth");
      const edits = [insertAt(first.line.start, line + lineEndOf(container.document))];
      report(
        first.key,
        `No line says of what type this interface is, so the container does not start. Write \`${line}\` above, or another type.`,
        { fixes: [{ title: `Add \`${line}\``, safe: false, edits }] },
      );
    }
  },
});

function firstEntry({ raw }: NetworkInterface): RawEntry | undefined {
  return [...raw.values()].flat().toSorted((left, right) => left.line.index - right.line.index)[0];
}

/** These keys make LXC refuse the whole config when no type stands above them, and lxc-value-refused tells it. */
function hasKeysOfType({ raw }: NetworkInterface): boolean {
  return [...raw.keys()].some((key) => /^(?:veth|macvlan|ipvlan|vlan)\./.test(key));
}
