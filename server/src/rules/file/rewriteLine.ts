import { proxmoxKey, renamedLxcKey } from "../../container/keys.js";
import { validateRawKey } from "../../container/validate.js";
import type { ProxmoxRelease } from "../../knowledge/releases.js";
import type { Document, Line } from "../../syntax/document.js";
import { readProxmoxLine } from "../../syntax/proxmoxLine.js";
import type { Fix } from "../finding.js";
import { isSetIn } from "./sections.js";

/** A part of a line that Proxmox cannot read: the line `[start, end)` without the blanks at its end. */
export interface Unreadable {
  readonly document: Document;
  readonly line: Line;
  readonly release: ProxmoxRelease;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with an unreadable line, and what repairs it. */
export interface Diagnosis {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/**
 * The fix that writes the line anew. It is safe when the new line has one meaning only: a key that exists and is not set already, a comment, the
 * header of a new section. None when Proxmox could not read the new line either.
 */
export function rewriteLine(part: Unreadable, newText: string, title: string): readonly Fix[] {
  const { line, end } = part;
  const safe = meaningIsClear(part, newText.split("\n")[0] ?? "");
  return safe === undefined ? [] : [{ title, safe, edits: [{ start: line.start, end, newText }] }];
}

function meaningIsClear({ document, line, release }: Unreadable, text: string): boolean | undefined {
  const form = readProxmoxLine(text, 0, text.length);
  const key = form.key?.text ?? "";
  switch (form.kind) {
    case "unreadable":
      return undefined;
    case "comment":
    case "description":
      return true;
    case "section":
      return !document.sections.some((section) => section.name === key);
    case "setting":
      return proxmoxKey(key) !== undefined && !isSetIn(line.section, key);
    case "raw":
      return validateRawKey(key, release) !== "dropped" && !renamedLxcKey(key);
    default:
      return false;
  }
}
