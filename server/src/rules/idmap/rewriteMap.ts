import type { Container, RawEntry } from "../../container/container.js";
import { type IdKind, type IdSpan, rangeText, type WrittenRange } from "../../container/idMap.js";
import { lineEndOf } from "../../syntax/document.js";
import type { TextEdit } from "../../syntax/edit.js";
import { insertAt, insertLinesAfter, removeLine, replace } from "../fixes.js";

/**
 * Makes the lines of one kind say this map. Lines that say a range of it stay as they are; the others get what is left, lines that are too
 * many go, and what is missing comes behind the line of the range before it.
 */
export function rewriteMap(
  container: Container,
  kind: IdKind,
  written: readonly WrittenRange[],
  map: readonly IdSpan[],
): readonly TextEdit[] {
  const wanted = new Map(map.map((range) => [rangeText(kind, range), range]));
  const places = new Map<string, WrittenRange>();
  const free: WrittenRange[] = [];
  for (const range of written) {
    const text = rangeText(kind, range);
    if (wanted.has(text) && !places.has(text)) places.set(text, range);
    else free.push(range);
  }
  const edits: TextEdit[] = [];
  const missing = new Map<RawEntry | undefined, string[]>();
  let before: RawEntry | undefined;
  for (const text of wanted.keys()) {
    const place = places.get(text) ?? free.shift();
    if (!place) missing.set(before, [...(missing.get(before) ?? []), text]);
    else {
      if (!places.has(text)) edits.push(replace(place.entry.value, text));
      before = place.entry;
    }
  }
  for (const { entry } of free) edits.push(removeLine(entry.line));
  for (const [entry, texts] of missing) edits.push(insertRanges(container, entry ?? written[0]?.entry, texts, !entry));
  return edits;
}

/** New lines for ranges, behind a line that is one already, or in front of it. */
export function insertRanges(
  container: Container,
  beside: RawEntry | undefined,
  texts: readonly string[],
  inFront = false,
): TextEdit {
  const separator = container.document.dialect === "lxc" ? " = " : ": ";
  const lines = texts.map((text) => `lxc.idmap${separator}${text}`);
  if (!inFront || !beside) return insertLinesAfter(container, beside?.line, lines);
  const ending = lineEndOf(container.document);
  return insertAt(beside.line.start, lines.join(ending) + ending);
}
