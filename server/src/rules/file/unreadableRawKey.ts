import { skipBlanks } from "../../syntax/characters.js";
import { type Diagnosis, rewriteLine, type Unreadable } from "./rewriteLine.js";
import { wordAt } from "./word.js";

/** Why Proxmox cannot read a line that begins with `lxc.`, in whatever letters; undefined when it is no key at all. */
export function unreadableRawKey(part: Unreadable): Diagnosis | undefined {
  const { text } = part.document;
  const word = wordAt(text, part.start, part.end);
  const key = word.text.toLowerCase();
  const next = skipBlanks(text, word.end, part.end);
  const mark = text.charAt(next);
  const separated = next < part.end && (mark === ":" || mark === "=");
  const value = text.slice(skipBlanks(text, separated ? next + 1 : next, part.end), part.end);
  // An empty value clears a list, so a key without a value is not completed: nobody knows whether that was meant.
  const fixes =
    !value.startsWith("#") && (separated || value !== "")
      ? rewriteLine(part, `${key}: ${value}`.trimEnd(), `Write \`${key}:\``)
      : [];
  if (word.text !== key) {
    const message = `Proxmox drops this line because of the capital letters in the key. Write \`${key}\` instead.`;
    return { start: word.start, end: word.end, message, fixes };
  }
  if (separated) {
    const message = `Proxmox drops this line because of the blank before the colon. Write \`${key}:\` instead.`;
    return { start: word.end, end: next, message, fixes };
  }
  if (next === word.end && next < part.end) return undefined;
  const message = `Proxmox drops this line because no colon stands behind \`${key}\`. Write \`${key}: \` and the value.`;
  return { start: word.start, end: word.end, message, fixes };
}
