import type { CompletionItemKind } from "vscode-languageserver-types";
import type { Span, Token } from "../../syntax/token.js";
import type { About } from "./documentation.js";

/** One thing that can be written at a place. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written, when it is not the label. */
  readonly text?: string;
  /** The same as a snippet, for clients that have them. */
  readonly snippet?: string;
  /** A line that is written above the one of the cursor too, because the item does not work without it. */
  readonly lineAbove?: string;
  /** A few words beside the label. */
  readonly note?: string;
  /** Other words by which it is found, such as the name of the device behind a number. */
  readonly aliases?: readonly string[];
  /** What its documentation tells of. */
  readonly about?: About;
}

/** What can be written, and the piece of text that it replaces. */
export interface Proposals {
  readonly span: Span;
  readonly items: readonly Proposal[];
  /** What is written in front of each item, and behind it. */
  readonly before?: string;
  readonly behind?: string;
}

/** A word of a value in which the cursor stands; `typed` is what is left of the cursor. */
export interface Piece extends Token {
  readonly typed: string;
  readonly offset: number;
}

/** The piece between separators, each one character, at an offset of a value. */
export function pieceAt(value: Token, offset: number, separators: string): Piece {
  const { text } = value;
  const at = Math.min(Math.max(0, offset - value.start), text.length);
  let from = at;
  while (from > 0 && !separators.includes(text.charAt(from - 1))) from--;
  let to = at;
  while (to < text.length && !separators.includes(text.charAt(to))) to++;
  return {
    text: text.slice(from, to),
    typed: text.slice(from, at),
    start: value.start + from,
    end: value.start + to,
    offset: value.start + at,
  };
}

/** The items in place of a piece. With the cursor in front of a word of a list they are written before it. */
export function proposeFor(piece: Piece, items: readonly Proposal[], joint?: string): Proposals {
  if (piece.typed === "" && piece.text !== "" && joint !== undefined) {
    return { span: { start: piece.offset, end: piece.offset }, items, behind: joint };
  }
  return { span: piece, items };
}

/** The other words of a value, split at separators of one character each. */
export function otherWords(value: Token, piece: Piece, separators: string): ReadonlySet<string> {
  const others = value.text.slice(0, piece.start - value.start) + value.text.slice(piece.end - value.start);
  const words = new Set<string>();
  let word = "";
  for (const character of others) {
    if (separators.includes(character)) {
      if (word !== "") words.add(word);
      word = "";
    } else word += character;
  }
  if (word !== "") words.add(word);
  return words;
}

/** Each word as a proposal of its own. */
export function wordsOf(words: readonly string[], kind: CompletionItemKind, note?: string): readonly Proposal[] {
  return words.map((label) => (note === undefined ? { label, kind } : { label, kind, note }));
}

/** A text that stands in a snippet for itself. */
export function inSnippet(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("$", "\\$").replaceAll("}", "\\}");
}
