import type { MountEntry } from "../../container/mountEntries.js";
import { nearest } from "../../container/nearest.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { isKnownOption } from "./fields.js";

/** The word that is meant to be `bind` or `rbind` and is not: misspelt, or in capitals. */
export function mistypedBind(entry: MountEntry): { readonly word: MountOption; readonly meant: string } | undefined {
  for (const word of entry.optionWords) {
    // liblxc knows `move`, but cannot do it in a mount entry.
    if (isKnownOption(word.text) && word.text !== "move") continue;
    const meant = word.text === "move" ? "bind" : nearest(word.text.toLowerCase(), ["bind", "rbind"]);
    if (meant) return { word, meant };
  }
  return undefined;
}

/** The word that is meant to create the target and does not: `create=folder`, `creat=dir`, `create`, `mkdir`. */
export function mistypedCreate(
  entry: MountEntry,
): { readonly word: MountOption; readonly meant: "dir" | "file" | undefined } | undefined {
  for (const word of entry.optionWords) {
    if (word.text === "create=dir" || word.text === "create=file" || !isLikeCreate(word)) continue;
    return { word, meant: kindMeant(word) };
  }
  return undefined;
}

function isLikeCreate({ name, text, argument }: MountOption): boolean {
  const lower = name.toLowerCase();
  if (lower === "create" || text.toLowerCase() === "mkdir") return true;
  // Nearly every word is a known one, and to compare it letter by letter would be a tenth of the time of a whole check.
  if (Object.hasOwn(mountOptions, text)) return false;
  if (argument !== undefined) return nearest(lower, ["create"]) !== undefined;
  return nearest(lower, ["create=dir", "create=file", "createdir", "createfile"]) !== undefined;
}

function kindMeant({ name, argument }: MountOption): "dir" | "file" | undefined {
  const word = (argument ?? name).toLowerCase();
  if (word.includes("dir") || word.includes("folder")) return "dir";
  if (word.includes("file") || word.includes("node") || word.includes("dev")) return "file";
  const close = nearest(word, ["dir", "file"]);
  return close === "dir" || close === "file" ? close : undefined;
}

/** The option of liblxc whose name a word only begins with, which is enough for liblxc: `rofoo` counts as `ro`. */
export function optionByPrefix(word: MountOption): string | undefined {
  return Object.keys(mountOptions).find(
    (name) => mountOptions[name]?.kind !== "lxc" && word.text.startsWith(name) && word.text !== name,
  );
}

/** File systems whose words are known in full, and which refuse all others. Source: knowledge/mountOptions.ts, run on kernel 6.18. */
const strict = new Set(["tmpfs", "proc", "sysfs", "devpts", "mqueue", "cgroup2", "tracefs", "hugetlbfs"]);

/** Whether the kernel refuses words of which it does not know for this type. */
export function refusesUnknown(type: string): boolean {
  return strict.has(type);
}

/** The option of liblxc that is closest to a word, in any case of letters. */
export function nearestOption(word: MountOption): string | undefined {
  const lower = word.text.toLowerCase();
  return isKnownOption(lower)
    ? lower
    : nearest(
        lower,
        Object.keys(mountOptions).filter((name) => !name.endsWith("=")),
      );
}
