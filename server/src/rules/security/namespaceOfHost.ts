import type { RawEntry } from "../../container/container.js";
import { wordsOf } from "../../syntax/idMap.js";
import type { Token } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** What a container can do in a namespace of the host. Every privileged one has the host's users. Source: lxc.container.conf(5); namespaces(7). */
const reaches: Readonly<Record<string, string>> = {
  net: "uses the host's interfaces and reaches services that listen on localhost only",
  pid: "sees every process of the host and may signal those of the same user",
  mnt: "mounts and unmounts on the host",
  uts: "may set the host's name",
  ipc: "uses the message queues and the shared memory of the host",
  cgroup: "sees the control groups of the whole host",
};

/** A container that is not in a room of its own. */
export const namespaceOfHost = defineRule({
  name: "namespace-of-host",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["raw"],
  check({ raw }, report) {
    for (const entry of raw) {
      if (entry.clearedBy || entry.value.text === "") continue;
      for (const [at, name] of sharedBy(entry)) {
        const reach = Object.hasOwn(reaches, name) ? reaches[name] : undefined;
        if (!reach) continue;
        const way = at === entry.value ? "Give it one of its own" : "Remove it";
        const instead = name === "net" ? "Give it an interface of its own on a bridge" : way;
        report(at, `The container shares the \`${name}\` namespace of the host, so it ${reach}. ${instead}.`);
      }
    }
  },
});

/** The namespaces of the host that a line leaves to the container. */
function sharedBy({ key: { text }, value }: RawEntry): readonly (readonly [Token, string])[] {
  if (text === "lxc.namespace.keep") return wordsOf(value).map((word) => [word, word.text]);
  if (text.startsWith("lxc.net.") && text.endsWith(".type")) return value.text === "none" ? [[value, "net"]] : [];
  // Of another container's namespace nothing is known here; process 1 is the host's.
  const share = "lxc.namespace.share.";
  return text.startsWith(share) && value.text === "1" ? [[value, text.slice(share.length)]] : [];
}
