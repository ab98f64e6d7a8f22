import type { Span } from "./token.js";

/** A place in a document as editors count it: 0-based line, 0-based character in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * The offsets at which the lines of a text start, as editors count lines: LF, CRLF and a lone CR each end one.
 * Proxmox ends lines at LF only, so its lines and these can differ. Source: Language Server Protocol 3.17, "Text Documents".
 */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  const loneReturns = text.includes("\r");
  if (!loneReturns) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return starts;
}

/** The position of an offset; offsets outside the text are taken to its nearest end. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - (lineStarts[low] ?? 0)) };
}

/** The range of a span. */
export function rangeAt(lineStarts: readonly number[], span: Span): Range {
  return { start: positionAt(lineStarts, span.start), end: positionAt(lineStarts, span.end) };
}

/** The offset of a position; a character behind the end of its line is taken to the end of the line. */
export function offsetAt(text: string, lineStarts: readonly number[], position: Position): number {
  const start = lineStarts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : text.length;
  let end = lineStarts[position.line + 1] ?? text.length;
  while (end > start && isLineEnd(text.charCodeAt(end - 1))) end--;
  return Math.min(start + Math.max(0, position.character), end);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
