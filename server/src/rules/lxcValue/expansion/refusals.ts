import type { Container } from "../../../container/container.js";
import type { Refused } from "../../../container/expand/draft.js";
import { originOf } from "../../../container/expand/origin.js";
import type { Expansion } from "../../../container/expansion.js";
import type { Fix } from "../../finding.js";
import { insertSetting } from "../../fixes.js";
import { type Fault, fault } from "./fault.js";

const examples: ReadonlyMap<string, string> = new Map([
  ["arch", "arch: amd64"],
  ["ostype", "ostype: debian"],
  ["rootfs", "rootfs: local-lvm:vm-101-disk-0,size=8G"],
]);

/** What Proxmox says instead of writing the config, and where; undefined for what it says of the line at each read, and for what the host decides. */
export function refusalFault(container: Container, expansion: Expansion, refused: Refused): Fault | undefined {
  const { origin, reason } = refused;
  const words = `Proxmox does not start this container: \`${refused.error.trim()}\``;
  const details = { rejectedBy: "start" } as const;
  switch (reason) {
    case "setting":
      return missingSetting(container, expansion, refused, words);
    case "bridge":
      return origin && fault(origin, `${words}. Write the bridge of the host, such as \`bridge=vmbr0\`.`, details);
    case "slaac":
      return origin && fault(origin, `${words}. Write \`ip6=dhcp\` or an address.`, details);
    case "path":
      return origin && fault(origin, `${words}. Write the device first, such as \`/dev/dri/renderD128\`.`, details);
    default:
      return undefined;
  }
}

function missingSetting(
  container: Container,
  { settings, deletions }: Expansion,
  { error, origin }: Refused,
  words: string,
): Fault | undefined {
  const key = [...examples.keys()].find((name) => error.includes(`'${name}'`)) ?? "";
  const write = `Write a line such as \`${examples.get(key)}\``;
  if (origin) return fault(origin, `${words}. ${write}.`, { rejectedBy: "start" });
  const deletion = deletions.get(key);
  if (deletion) return fault(originOf(deletion), `${words}. Do not delete \`${key}\`.`, { rejectedBy: "start" });
  const first = container.document.main.lines.find(({ kind }) => kind === "setting");
  // A config without two of the three is a piece of one, of which nobody wants to hear what else belongs to it.
  const others = [...examples.keys()].filter((name) => settings.has(name));
  if (!first?.key || others.length < 2) return undefined;
  const details = { rejectedBy: "start", fixes: additionsOf(container, key) } as const;
  return { ...fault(originOf(first), `${words}. ${write}.`, details), at: first.key };
}

/** What a snapshot of the container says is the best guess; nearly every host has processors of one kind. */
function additionsOf(container: Container, key: string): readonly Fix[] {
  const earlier = container.document.lines.findLast((line) => line.kind === "setting" && line.key?.text === key);
  const value = earlier?.value?.text ?? (key === "arch" ? "amd64" : undefined);
  if (value === undefined) return [];
  return [{ title: `Add \`${key}: ${value}\``, safe: false, edits: [insertSetting(container, key, value)] }];
}
