import type { Container, RawEntry } from "../../container/container.js";
import { type NetworkInterface, startedNetworks } from "../../container/networks.js";
import { lineEndOf } from "../../syntax/document.js";
import type { Fix } from "../finding.js";
import { insertAt, removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { rawLine } from "./rawLine.js";

/** What LXC tries to set on the loopback, and fails; the other keys it leaves alone. Source: liblxc 5.0.2, each started. */
const fatalKeys = ["name", "hwaddr", "ipv4.address", "ipv6.address", "ipv4.gateway", "ipv6.gateway"];
const idleKeys = ["link", "mtu"];

/** An interface of type `empty` is the loopback alone, and takes no settings of a real one. */
export const networkTypeEmpty = defineRule({
  name: "network-type-empty",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      if (each.type !== "empty") continue;
      const { raw } = each;
      for (const key of fatalKeys) {
        const entry = raw.get(key)?.at(-1);
        if (!entry || entry.value.text === "lo") continue;
        report(
          entry.key,
          `${kindOf(each)} is the loopback alone, which takes no name and no address of its own, so the container does not start. Write another type, such as \`veth\`.`,
          { fixes: [useVeth(container, each, entry)] },
        );
      }
      for (const key of idleKeys) {
        for (const { key: at, line } of raw.get(key) ?? []) {
          report(
            at,
            `${kindOf(each)} is the loopback alone, so this line does nothing. Write another type, such as \`veth\`, or remove the line.`,
            {
              severity: "warning",
              rejectedBy: "ignored",
              tags: ["unnecessary"],
              fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }],
            },
          );
        }
      }
    }
  },
});

/** Proxmox writes the type itself where no `netN` line is. */
function kindOf({ raw, number }: NetworkInterface): string {
  return raw.has("type") ? "An interface of type `empty`" : `Without any \`netN\` line, interface ${number}`;
}

function useVeth(container: Container, { raw, number }: NetworkInterface, { line }: RawEntry): Fix {
  const type = raw.get("type")?.at(-1);
  const added = rawLine(container, `lxc.net.${number}.type`, "veth") + lineEndOf(container.document);
  const edit = type ? replace(type.value, "veth") : insertAt(line.start, added);
  return { title: "Make it an interface of type `veth`", safe: false, edits: [edit] };
}
