import { lineStartsOf, offsetAt, type Position, positionAt, type Range, rangeAt } from "./position.js";
import type { Span, Token } from "./token.js";

/** `proxmox`: `/etc/pve/lxc/<CTID>.conf`; `lxc`: a native liblxc config. */
export type Dialect = "proxmox" | "lxc";

/**
 * What the reader of the dialect takes a line for.
 *
 * Both: `blank`, `comment`, `raw` (an `lxc.*` key), `unreadable` (dropped with a message in Proxmox; refused in liblxc).
 * Proxmox only: `section` (a header), `setting` (a plain key), `description`, `delete`, and `snapstate` (any line
 * that ends in `snapstate: prepare` or `snapstate: delete`).
 * Native only: `foreign` (does not begin with `lxc.`, so liblxc ignores it) and `cut` (behind a NUL, never read).
 */
export type LineKind =
  | "blank"
  | "comment"
  | "section"
  | "raw"
  | "setting"
  | "description"
  | "delete"
  | "snapstate"
  | "unreadable"
  | "foreign"
  | "cut";

/** One line as its reader cuts them. `[start, end)` is the text, `[end, next)` the line's end. */
export interface Line extends Span {
  readonly kind: LineKind;
  /** Its place in `document.lines`, 0-based. */
  readonly index: number;
  /** Where the next line starts. */
  readonly next: number;
  /** The key; for a section header the name in the brackets. */
  readonly key: Token | undefined;
  /** The value as its reader takes it, blanks around it removed; for a comment all behind the `#`. */
  readonly value: Token | undefined;
  readonly section: Section;
}

/** The container's own lines (`main`), the pending changes, or a snapshot. A native config has only `main`. */
export interface Section {
  readonly kind: "main" | "pending" | "snapshot";
  /** The name as written; empty for `main`. */
  readonly name: string;
  /** Absent for `main`. It is not among `lines`. */
  readonly header: Line | undefined;
  readonly lines: readonly Line[];
  /** A later header of the same name, which makes Proxmox forget this section. */
  readonly replacedBy: Line | undefined;
}

/** A config, cut into lines and sections without losing a character. Never changes. */
export interface Document {
  readonly dialect: Dialect;
  readonly text: string;
  /** They follow each other without a gap from the first character to the last. */
  readonly lines: readonly Line[];
  /** In the order of the text, `main` first. */
  readonly sections: readonly Section[];
  readonly main: Section;
}

/** The text of a document, put together from its lines. `print(parse(text)) === text` for every string. */
export function print(document: Document): string {
  let text = "";
  for (const line of document.lines) text += document.text.slice(line.start, line.next);
  return text;
}

/** The line that holds the offset; the last line for an offset at the end of the text. */
export function lineAt(document: Document, offset: number): Line | undefined {
  const { lines } = document;
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset < (lines[middle]?.next ?? 0)) high = middle;
    else low = middle + 1;
  }
  const line = lines[low];
  // Behind a final line end stands an empty line of the editor that belongs to no line of the file.
  return line && offset >= line.next && line.end < line.next ? undefined : line;
}

/** A line's text, to be written elsewhere: without its end, of which a carriage return is a part in the eyes of an editor. */
export function textOf(document: Document, line: Line): string {
  const end = document.text.charCodeAt(line.end - 1) === 13 ? line.end - 1 : line.end;
  return document.text.slice(line.start, Math.max(line.start, end));
}

/** What ends the lines of this document: that of its first line, LF when it has none. */
export function lineEndOf(document: Document): string {
  const first = document.lines[0];
  const ending = first ? document.text.slice(first.end, first.next) : "";
  // In a Proxmox line a carriage return before the line feed belongs to the line, not to its end.
  if (ending === "\n" && document.text.charCodeAt((first?.end ?? 0) - 1) === 13) return "\r\n";
  return ending || "\n";
}

const lineStarts = new WeakMap<Document, readonly number[]>();

function lineStartsIn(document: Document): readonly number[] {
  let starts = lineStarts.get(document);
  if (!starts) {
    starts = lineStartsOf(document.text);
    lineStarts.set(document, starts);
  }
  return starts;
}

/** The range of a span as editors count lines and characters. */
export function rangeOf(document: Document, span: Span): Range {
  return rangeAt(lineStartsIn(document), span);
}

/** The position of an offset as editors count. */
export function positionOf(document: Document, offset: number): Position {
  return positionAt(lineStartsIn(document), offset);
}

/** The offset of an editor's position. */
export function offsetOf(document: Document, position: Position): number {
  return offsetAt(document.text, lineStartsIn(document), position);
}
