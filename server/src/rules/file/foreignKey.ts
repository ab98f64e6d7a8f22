import { factOf } from "../../container/keys.js";
import type { ForeignKeyFact } from "../../knowledge/fact.js";
import { proxmoxKeys } from "../../knowledge/proxmoxKeys.js";

/** Where a word comes from that is no key of a CT config, as the beginning of a sentence. */
export function originOf({ belongsTo }: ForeignKeyFact, word: string): string {
  if (belongsTo === "QEMU") return `\`${word}\` is a key of virtual machines`;
  if (belongsTo === "OpenVZ") return `\`${word}\` is a key of OpenVZ`;
  if (belongsTo === "LXD") return `\`${word}\` is an option of LXD`;
  return `Proxmox knows no key \`${word}\``;
}

/** What a container has in its place, and what to write. The first sentence of the summary tells what the word means elsewhere, which its origin says here. */
export function adviceFor(fact: ForeignKeyFact): string {
  const here = fact.summary.replace(/^(?:No key of [^:]+: |[^.]+\. )/, "");
  return `${here.charAt(0).toUpperCase()}${here.slice(1)} ${repairFor(fact.instead, here)}`.trimEnd();
}

function repairFor(instead: string | undefined, here: string): string {
  if (/\bWrite `/.test(here)) return "";
  // The size of a volume is changed by a command.
  if (instead === undefined || here.includes("`pct resize`")) return "Remove the line.";
  if (instead === "description") return "Write `# …` instead.";
  if (here.includes("a part of `")) return "Write it there.";
  const isNumbered = factOf(proxmoxKeys, instead)?.indexes !== undefined;
  return `Write \`${isNumbered ? `${instead}N` : instead}\` instead.`;
}
