import type { createColors } from "picocolors";
import { type Document, offsetOf, rangeOf } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";

/** A longer source line is shown in part, around what is underlined. */
const widestLine = 150;

/** The source line of a place with its number, and the line below it that underlines the place; both indented. */
export function underlined(
  document: Document,
  span: Span,
  paint: (text: string) => string,
  colors: ReturnType<typeof createColors>,
): readonly string[] {
  const { start, end } = rangeOf(document, span);
  const number = String(start.line + 1);
  const margin = " ".repeat(number.length);
  const source = sourceOf(document, start.line, start.character, end.line === start.line ? end.character : undefined);
  return [
    `  ${colors.dim(`${number} |`)} ${source.text}`,
    `  ${colors.dim(`${margin} |`)} ${" ".repeat(source.start)}${paint("^".repeat(source.length))}`,
  ];
}

/** A line of the file, safe for a terminal and not too wide, and where the underlined part lies in it. */
function sourceOf(document: Document, line: number, from: number, to: number | undefined) {
  const all = lineText(document, line);
  const end = Math.min(to ?? all.length, all.length);
  const first = all.length <= widestLine ? 0 : Math.max(0, Math.min(from - 40, all.length - widestLine));
  const last = Math.min(all.length, first + widestLine);
  const lead = first > 0 ? "…" : "";
  return {
    text: `${lead}${printable(all.slice(first, last))}${last < all.length ? "…" : ""}`,
    start: Math.min(from, last) - first + lead.length,
    length: Math.max(1, Math.min(end, last) - from),
  };
}

function lineText(document: Document, line: number): string {
  const { text } = document;
  const offset = offsetOf(document, { line, character: 0 });
  let end = offset;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return text.slice(offset, end);
}

/** Control characters would steer the terminal, and a tab would shift what is underlined. */
export function printable(text: string): string {
  let result = "";
  for (const character of text) {
    const code = character.charCodeAt(0);
    result += code < 32 || (code >= 127 && code < 160) ? (code === 9 ? " " : "\u00b7") : character;
  }
  return result;
}
