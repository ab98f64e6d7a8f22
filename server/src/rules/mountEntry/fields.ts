import { factOf } from "../../container/keys.js";
import { isBindMount, type MountEntry } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import { isDigit } from "../../syntax/characters.js";
import type { MountField } from "../../syntax/mountEntry.js";

/** The fields of an entry in the order written. */
export function fieldsOf(entry: MountEntry): readonly MountField[] {
  return [entry.source, entry.target, entry.type, entry.options, ...entry.rest].filter((field) => field !== undefined);
}

/** Whether nothing but the two numbers stands behind the source. */
export function isAlone({ target, type }: MountEntry): boolean {
  return !target || (isNumber(target.text) && (!type || isNumber(type.text)));
}

/** Whether a field holds options: one of its words is one that liblxc knows, as it stands. */
export function isOptions(text: string): boolean {
  return text.split(",").some((word) => isKnownOption(word));
}

/** Whether liblxc knows the word as it stands, not only its beginning. */
export function isKnownOption(word: string): boolean {
  return factOf(mountOptions, word) !== undefined || lxcWords.some((name) => word.startsWith(name));
}

const lxcWords = ["create=", "idmap=", "optional="];

/** Whether a field holds a file system type, or one of the words that stand for none. */
export function isType(text: string): boolean {
  return (
    text === "none" ||
    text === "bind" ||
    text === "auto" ||
    text.startsWith("fuse.") ||
    factOf(fileSystems, text) !== undefined
  );
}

/** Whether the entry binds its source, or would with `bind` among its options: its type names no file system. */
export function isMeantToBind(entry: MountEntry): boolean {
  const { source, type } = entry;
  if (isBindMount(entry)) return true;
  const named =
    type !== undefined && (factOf(fileSystems, type.decoded) !== undefined || type.decoded.startsWith("fuse."));
  return !named && (source?.decoded.startsWith("/") ?? false);
}

/** `0`, and `0,` as some recipes have it. */
export function isNumber(text: string): boolean {
  return isDigit(text.charCodeAt(0)) && (text.length === 1 || text === "0,");
}
