import type { RawEntry } from "../../container/container.js";
import { type NetworkInterface, partOfInterface, startedNetworks, titleOfInterface } from "../../container/networks.js";
import type { Span } from "../../syntax/token.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { freeName, isImpossibleName, longestName } from "./interfaceNames.js";

/** LXC cannot give a name to a second interface, neither inside the container nor on the host. Of two `netN` lines expansion-refused speaks. */
export const networkNameDuplicate = defineRule({
  name: "network-name-duplicate",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    const networks = startedNetworks(container).filter(({ type }) => type !== "none" && type !== "empty");
    if (networks.length < 2) return;
    checkKey(networks, "name", report);
    checkKey(networks, "veth.pair", report);
  },
});

function checkKey(networks: readonly NetworkInterface[], key: "name" | "veth.pair", report: Report): void {
  const owners = new Map<string, NetworkInterface>();
  for (const each of networks) {
    const token = partOfInterface(each, key);
    const entry = each.raw.get(key)?.at(-1);
    if (!token || isImpossibleName(token.text)) continue;
    const name = token.text.slice(0, longestName);
    const owner = owners.get(name);
    if (!owner) owners.set(name, each);
    else if (entry) reportTwin(networks, key, entry, owner, report);
    else reportOlder(networks, key, each, owner, report);
  }
}

function reportTwin(
  networks: readonly NetworkInterface[],
  key: "name" | "veth.pair",
  { value }: RawEntry,
  owner: NetworkInterface,
  report: Report,
): void {
  const other = partOfInterface(owner, key);
  const free = freeName(networks);
  const isInside = key === "name";
  const write = isInside ? `Write \`${free}\`.` : "Write another one, or leave the line out.";
  report(
    value,
    `\`${titleOfInterface(owner)}\` has this name ${isInside ? "" : "on the host "}already, so liblxc cannot give it to this interface and the container does not start. ${write}`,
    {
      related: related(other),
      fixes: isInside ? [{ title: `Write \`${free}\``, safe: false, edits: [replace(value, free)] }] : [],
    },
  );
}

/** The interface with the higher number is that of a `netN` line, so the one that only raw lines make may change. */
function reportOlder(
  networks: readonly NetworkInterface[],
  key: "name" | "veth.pair",
  each: NetworkInterface,
  owner: NetworkInterface,
  report: Report,
): void {
  const entry = owner.raw.get(key)?.at(-1);
  if (entry && !owner.setting) reportTwin(networks, key, entry, each, report);
}

function related(span: Span | undefined): readonly { span: Span; message: string }[] {
  return span ? [{ span, message: "The other interface has it here." }] : [];
}
