import { factOf, proxmoxKey } from "../../container/keys.js";
import { foreignKeys } from "../../knowledge/foreignKeys.js";
import { isLetter, skipBlanks } from "../../syntax/characters.js";
import type { Token } from "../../syntax/token.js";
import { removeLine } from "../fixes.js";
import { adviceFor, originOf } from "./foreignKey.js";
import { type Diagnosis, rewriteLine, type Unreadable } from "./rewriteLine.js";
import { wordAt } from "./word.js";

/** Why Proxmox cannot read a line that begins with a word and a colon or `=`; undefined when it looks like no setting at all. */
export function unreadablePlainKey(part: Unreadable): Diagnosis | undefined {
  const { text } = part.document;
  const word = wordAt(text, part.start, part.end);
  if (!isLetter(word.text.charCodeAt(0))) return undefined;
  const separator = skipBlanks(text, word.end, part.end);
  const mark = text.charAt(separator);
  if (separator >= part.end || (mark !== ":" && mark !== "=")) return withoutColon(part, word, separator);
  const value = text.slice(skipBlanks(text, separator + 1, part.end), part.end);
  const removal = { title: "Remove the line", safe: true, edits: [removeLine(part.line)] };
  if (value === "") {
    const message = `Proxmox drops this line because \`${word.text}\` has no value. Write one, or remove the line.`;
    return { start: word.start, end: separator + 1, message, fixes: [removal] };
  }
  const known = readableKey(word.text);
  const fixes = rewriteLine(part, `${known ?? word.text}: ${value}`, `Write \`${known ?? word.text}:\``);
  const foreign = known === undefined ? factOf(foreignKeys, word.text) : undefined;
  if (foreign) {
    const message = `${originOf(foreign, word.text)}, so Proxmox drops this line. ${adviceFor(foreign)}`;
    return { start: word.start, end: word.end, message, fixes: [{ ...removal, safe: false }] };
  }
  if (!isKey(word.text)) {
    const write =
      known === undefined ? "Write a key that Proxmox knows, or remove the line." : `Write \`${known}\` instead.`;
    return {
      start: word.start,
      end: word.end,
      message: `Proxmox drops this line because \`${word.text}\` ${faultOf(word.text)}. ${write}`,
      fixes,
    };
  }
  const blanks = mark === ":";
  const message = blanks
    ? `Proxmox drops this line because of the blank before the colon. Write \`${word.text}:\` instead.`
    : `Proxmox drops this line because it wants a colon behind \`${word.text}\`. Write \`${word.text}:\` instead.`;
  return { start: blanks ? word.end : separator, end: separator + (blanks ? 0 : 1), message, fixes };
}

/** The plain key that a word becomes in small letters and without hyphens, if there is one. */
function readableKey(word: string): string | undefined {
  const small = word.toLowerCase();
  return [small, small.replaceAll("-", ""), small.replaceAll("-", "_")].find((key) => isKey(key) && proxmoxKey(key));
}

function isKey(word: string): boolean {
  return /^[a-z][a-z_]*[0-9]*$/.test(word);
}

function faultOf(word: string): string {
  if (word !== word.toLowerCase()) return "has capital letters, and keys have small ones only";
  if (word.includes("-")) return "has a hyphen, and keys have none";
  return "is no key: a key has small letters and `_`, and perhaps a number at its end";
}

function withoutColon(part: Unreadable, word: Token, next: number): Diagnosis | undefined {
  const value = part.document.text.slice(next, part.end);
  if (value === "" || value.includes(" ") || !proxmoxKey(word.text)) return undefined;
  return {
    start: word.start,
    end: word.end,
    message: `Proxmox drops this line because no colon stands behind \`${word.text}\`. Write \`${word.text}:\` instead.`,
    fixes: rewriteLine(part, `${word.text}: ${value}`, `Write \`${word.text}:\``),
  };
}
