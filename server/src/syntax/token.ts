/** A piece of a document's text: offsets in UTF-16 units from the start of the text, 0-based, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span together with the text that stands there. */
export interface Token extends Span {
  readonly text: string;
}

/** The token at `[start, end)` of `text`. */
export function tokenAt(text: string, start: number, end: number): Token {
  return { text: text.slice(start, end), start, end };
}

/** The part `[from, to)` of a token, counted from the token's own start. */
export function partOf(token: Token, from: number, to: number): Token {
  return { text: token.text.slice(from, to), start: token.start + from, end: token.start + to };
}

/** Whether the offset lies in the span or right behind its last character, where a cursor still belongs to it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
