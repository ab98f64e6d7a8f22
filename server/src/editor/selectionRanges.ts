import type { Position, SelectionRange } from "vscode-languageserver-types";
import { keyNameOf } from "../container/keys.js";
import { propertyTables } from "../knowledge/properties.js";
import { isBlank } from "../syntax/characters.js";
import { type Document, type Line, lineAt, offsetOf, rangeOf, textOf } from "../syntax/document.js";
import { unquoted } from "../syntax/nativeLine.js";
import { readProperties } from "../syntax/propertyString.js";
import { type Span, type Token, touches } from "../syntax/token.js";
import type { Snapshot } from "./snapshot.js";
import { lastLineOf } from "./symbols.js";

/** For each position what *Expand Selection* takes in, step by step: the word, the part, the value, the line, the section, the file. */
export function selectionRangesAt({ document }: Snapshot, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRangeAt(document, position));
}

function selectionRangeAt(document: Document, position: Position): SelectionRange {
  const offset = offsetOf(document, position);
  const line = lineAt(document, offset);
  const steps = line ? [...stepsIn(document, line, offset), ...stepsAround(document, line)] : [];
  const whole: Span = { start: 0, end: document.text.length };
  let wider = whole;
  let selection: SelectionRange = { range: rangeOf(document, whole) };
  // From the widest to the narrowest; what does not lie within the step before it is no step.
  for (const step of steps.reverse()) {
    const isWithin = wider.start <= step.start && step.end <= wider.end;
    if (!isWithin || step.end - step.start === wider.end - wider.start || !touches(step, offset)) continue;
    selection = { range: rangeOf(document, step), parent: selection };
    wider = step;
  }
  return selection;
}

function stepsAround(document: Document, line: Line): Span[] {
  const text: Span = { start: line.start, end: line.start + textOf(document, line).length };
  const { section } = line;
  const first = section.header ?? section.lines[0];
  const last = lastLineOf(section);
  return first && last ? [text, { start: first.start, end: Math.max(last.end, line.end) }] : [text];
}

function stepsIn(document: Document, line: Line, offset: number): Span[] {
  const { key, value } = line;
  if (key && touches(key, offset)) return [key];
  if (!value || !touches(value, offset)) return [];
  return [...partsOf(document, line, value, offset), unquoted(value), value];
}

/** The words and parts of a value at an offset, the narrowest first. */
function partsOf(document: Document, line: Line, value: Token, offset: number): Span[] {
  const parts: Span[] = [
    runAt(document.text, value, offset, isOfWord),
    runAt(document.text, value, offset, (code) => !isBlank(code)),
  ];
  if (line.kind !== "setting" || !Object.hasOwn(propertyTables, keyNameOf(line.key?.text ?? "").name)) return parts;
  const property = readProperties(value).find((each) => touches(each, offset));
  const part = [property?.key, property?.value].find((each) => each && touches(each, offset));
  return [parts[0], part, property].flatMap((each) => each ?? []);
}

/** The longest piece of a value around an offset whose characters all fit. */
function runAt(text: string, value: Span, offset: number, fits: (code: number) => boolean): Span {
  let start = offset;
  let end = offset;
  while (start > value.start && fits(text.charCodeAt(start - 1))) start--;
  while (end < value.end && fits(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Not a blank, and none of `,` `;` `=`, which stand between the words of a value. */
function isOfWord(code: number): boolean {
  return !isBlank(code) && code !== 44 && code !== 59 && code !== 61;
}
