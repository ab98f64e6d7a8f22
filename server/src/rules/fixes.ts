import type { Container } from "../container/container.js";
import { type Line, lineEndOf } from "../syntax/document.js";
import type { TextEdit } from "../syntax/edit.js";
import type { Span } from "../syntax/token.js";

/** Takes a whole line away, its end included. */
export function removeLine(line: Line): TextEdit {
  return { start: line.start, end: line.next, newText: "" };
}

export function replace(span: Span, newText: string): TextEdit {
  return { start: span.start, end: span.end, newText };
}

export function insertAt(offset: number, newText: string): TextEdit {
  return { start: offset, end: offset, newText };
}

/** Puts lines at the end of the main section, above the blank lines in front of the first header. */
export function appendToMain(container: Container, lines: readonly string[]): TextEdit {
  const last = container.document.main.lines.findLast((line) => line.kind !== "blank");
  return insertLinesAfter(container, last, lines);
}

/**
 * Puts a plain setting into the main section, where Proxmox would write it: its settings are in the order of the alphabet, above the raw lines.
 * Source: pve-container 6.1.10, Config.pm, write_pct_config().
 */
export function insertSetting(container: Container, key: string, value: string): TextEdit {
  const { lines } = container.document.main;
  const settings = lines.filter((line) => line.kind === "setting");
  const before = settings.findLast((line) => (line.key?.text ?? "") < key);
  // Without a setting to stand before, the new one comes behind the comments on top, which are the container's Notes.
  const first = settings[0] ?? lines.find((line) => line.kind !== "comment" && line.kind !== "blank");
  const anchor =
    before ?? lines.findLast((line) => line.kind === "comment" && line.index < (first?.index ?? lines.length));
  return insertLinesAfter(container, anchor, [`${key}: ${value}`]);
}

/** Puts lines behind a line, or at the start of the text. */
export function insertLinesAfter(container: Container, line: Line | undefined, lines: readonly string[]): TextEdit {
  const ending = lineEndOf(container.document);
  const text = lines.join(ending);
  // The last line of a text may have no end of its own; then the new text brings it.
  if (line && line.next === line.end) return insertAt(line.end, ending + text);
  return insertAt(line?.next ?? 0, text + ending);
}
