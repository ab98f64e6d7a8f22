import { type Container, containerOf } from "../../container/container.js";
import { skipBlanks, trimBlanks } from "../../syntax/characters.js";
import { type Document, type Line, lineAt, offsetOf, type Section } from "../../syntax/document.js";
import type { Position } from "../../syntax/position.js";
import { type Token, tokenAt } from "../../syntax/token.js";
import type { Snapshot } from "../snapshot.js";

/** Where something is to be completed. */
export interface Place {
  readonly container: Container;
  /** The own document, without the line of the cursor, and the others that are open. */
  readonly documents: () => readonly Document[];
  readonly section: Section;
  /** What the other lines of the section say, as if they were the container's own. */
  readonly rest: () => Container;
  readonly offset: number;
  /** The line as editors see it, `[start, end)`. */
  readonly start: number;
  readonly end: number;
}

/** A place in the value of a line. */
export interface ValuePlace extends Place {
  readonly key: string;
  /** Where the separator behind the key ends. */
  readonly separator: number;
  /** The value, blanks around it removed up to the cursor. */
  readonly value: Token;
  /** The cursor, never in front of the value. */
  readonly at: number;
}

/** The place at a position; undefined in comments and section headers. */
export function placeAt(snapshot: Snapshot, position: Position, others: readonly Document[]): Place | undefined {
  const { container } = snapshot;
  const { document } = container;
  const offset = offsetOf(document, position);
  const { start, end } = lineAround(document.text, offset);
  const first = document.text.charCodeAt(skipBlanks(document.text, start, end));
  if (first === 35 || document.text.charCodeAt(start) === 91) return undefined;
  const line = lineAt(document, offset);
  const section = line?.section ?? document.sections.at(-1) ?? document.main;
  const isOther = (each: Line) => each.start !== start;
  // A line without a value says nothing yet, so that what is known of the document holds.
  const isSilent = line?.value === undefined;
  let own: Document | undefined;
  const documents = () => {
    own ??= isSilent ? document : { ...document, lines: document.lines.filter(isOther) };
    return [own, ...others];
  };
  let known = isSilent && section === document.main ? container : undefined;
  const rest = () => {
    known ??= withLines(container, section, section.lines.filter(isOther));
    return known;
  };
  return { container, documents, section, rest, offset, start, end };
}

/** A container of these lines alone, as if they were its main section. */
function withLines({ document, target }: Container, section: Section, lines: readonly Line[]): Container {
  return containerOf({ ...document, lines, main: { ...section, lines } }, target);
}

/** The place in the value, when the cursor stands behind a key and its separator. */
export function valuePlace(place: Place): ValuePlace | undefined {
  const { text, dialect } = place.container.document;
  const line = text.slice(place.start, place.end);
  const form = dialect === "lxc" ? nativeForm : line.startsWith("lxc.") ? rawForm : plainForm;
  const match = form.exec(line);
  const separator = place.start + (match?.[0].length ?? 0);
  if (!match || place.offset < separator) return undefined;
  const start = skipBlanks(text, separator, place.end);
  const at = Math.max(place.offset, start);
  const end = Math.max(at, trimBlanks(text, start, place.end));
  return { ...place, key: match[1] ?? "", separator, value: tokenAt(text, start, end), at };
}

const nativeForm = /^[ \t]*(lxc\.[^= \t]*)[ \t]*=/;
const rawForm = /^(lxc\.[a-z0-9._-]+)(?::|[ \t]*=)/;
const plainForm = /^([a-z][a-z_]*[0-9]*):/;

/** The line around an offset. A carriage return belongs to its end. */
function lineAround(text: string, offset: number): { readonly start: number; readonly end: number } {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return { start, end };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
