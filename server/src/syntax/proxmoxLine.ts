import { isBlank, isDigit, isLetter, isLowerCase, skipBlanks, trimBlanks } from "./characters.js";
import type { LineKind } from "./document.js";
import { type Token, tokenAt } from "./token.js";

/** What a line of a Proxmox config is, before it has a place in a document. */
export interface LineForm {
  readonly kind: LineKind;
  readonly key: Token | undefined;
  readonly value: Token | undefined;
}

const blank: LineForm = { kind: "blank", key: undefined, value: undefined };
const unreadable: LineForm = { kind: "unreadable", key: undefined, value: undefined };

/**
 * Reads the line `[start, end)`, the line feed excluded. The forms are tried in the order in which Proxmox tries them, and the
 * first that fits wins. Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, parse_pct_config().
 */
export function readProxmoxLine(text: string, start: number, end: number): LineForm {
  const stop = trimBlanks(text, start, end);
  if (stop === start) return blank;
  const first = text.charCodeAt(start);
  if (first === 91) {
    const name = sectionName(text, start, stop);
    if (name) return { kind: "section", key: name, value: undefined };
  }
  if (first === 35) return { kind: "comment", key: undefined, value: tokenAt(text, start + 1, end) };
  if (first === 108 && text.startsWith("lxc.", start)) {
    const raw = rawLine(text, start, stop);
    if (raw) return raw;
  }
  if (first === 100) {
    const description = namedLine("description", text, start, stop);
    if (description) return description;
  }
  if (endsInSnapstate(text, start, stop)) return snapstateLine(text, start, stop);
  if (first === 100) {
    const deletion = namedLine("delete", text, start, stop);
    if (deletion) return deletion;
  }
  return isLowerCase(first) ? settingLine(text, start, stop, end) : unreadable;
}

/** `[pve:pending]` or `[name]`: a letter, then at least one letter, digit, `_` or `-`, in either case. */
function sectionName(text: string, start: number, stop: number): Token | undefined {
  if (stop - start < 4 || text.charCodeAt(stop - 1) !== 93) return undefined;
  const name = tokenAt(text, start + 1, stop - 1);
  if (name.text.length === 11 && name.text.toLowerCase() === "pve:pending") return name;
  if (!isLetter(name.text.charCodeAt(0))) return undefined;
  for (let at = 1; at < name.text.length; at++) {
    const code = name.text.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && code !== 95 && code !== 45) return undefined;
  }
  return name;
}

/** `lxc.key:` or `lxc.key =`; a blank may stand before `=` but not before `:`. An empty value is kept. */
function rawLine(text: string, start: number, stop: number): LineForm | undefined {
  let at = start + 4;
  while (at < stop && isRawKeyCharacter(text.charCodeAt(at))) at++;
  if (at === start + 4) return undefined;
  const key = tokenAt(text, start, at);
  if (text.charCodeAt(at) !== 58) {
    at = skipBlanks(text, at, stop);
    if (text.charCodeAt(at) !== 61) return undefined;
  }
  if (at >= stop) return undefined;
  return { kind: "raw", key, value: tokenAt(text, Math.min(skipBlanks(text, at + 1, stop), stop), stop) };
}

function isRawKeyCharacter(code: number): boolean {
  return isLowerCase(code) || isDigit(code) || code === 46 || code === 95 || code === 45;
}

/** `description:` and `delete:` need a value that is more than blanks. */
function namedLine(name: "description" | "delete", text: string, start: number, stop: number): LineForm | undefined {
  const colon = start + name.length;
  if (!text.startsWith(name, start) || text.charCodeAt(colon) !== 58) return undefined;
  const valueStart = skipBlanks(text, colon + 1, stop);
  if (valueStart >= stop) return undefined;
  return { kind: name, key: tokenAt(text, start, colon), value: tokenAt(text, valueStart, stop) };
}

// Proxmox does not anchor this form at the start of the line, so "notes: snapstate: delete" is taken for it and vanishes.
function endsInSnapstate(text: string, start: number, stop: number): boolean {
  const at = snapstateValueStart(text, start, stop);
  return at !== undefined && text.startsWith("snapstate:", snapstateKeyStart(text, start, at));
}

function snapstateValueStart(text: string, start: number, stop: number): number | undefined {
  for (const state of ["delete", "prepare"]) {
    const at = stop - state.length;
    if (at > start && text.startsWith(state, at)) return at;
  }
  return undefined;
}

function snapstateKeyStart(text: string, start: number, valueStart: number): number {
  return Math.max(start, trimBlanks(text, start, valueStart) - "snapstate:".length);
}

function snapstateLine(text: string, start: number, stop: number): LineForm {
  const valueStart = snapstateValueStart(text, start, stop) ?? stop;
  const keyStart = snapstateKeyStart(text, start, valueStart);
  return {
    kind: "snapstate",
    key: tokenAt(text, keyStart, keyStart + "snapstate".length),
    value: tokenAt(text, valueStart, stop),
  };
}

/** `key:` with a key of small letters and `_`, and digits only at its end. */
function settingLine(text: string, start: number, stop: number, end: number): LineForm {
  let at = start + 1;
  while (at < stop && (isLowerCase(text.charCodeAt(at)) || text.charCodeAt(at) === 95)) at++;
  while (at < stop && isDigit(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== 58) return unreadable;
  const key = tokenAt(text, start, at);
  const valueStart = skipBlanks(text, at + 1, stop);
  if (valueStart < stop) return { kind: "setting", key, value: tokenAt(text, valueStart, stop) };
  // Proxmox wants one character of any kind as value, so "tty:" is unreadable and "tty: " has a blank as its value.
  if (at + 1 < end && isBlank(text.charCodeAt(end - 1))) {
    return { kind: "setting", key, value: tokenAt(text, end - 1, end) };
  }
  return unreadable;
}
