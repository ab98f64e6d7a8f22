import { isDigit, isLetter, skipBlanks } from "./characters.js";
import type { Token } from "./token.js";

/** Lines of an AppArmor profile as its parser reads them: one text, in which a rule may go on behind the end of a line. */
export interface AppArmorText {
  readonly text: string;
  /** The token at `[start, end)` of `text`, with its place in the document. */
  tokenAt(start: number, end: number): Token;
}

/** Joins lines, each of which lies in one piece in the document. */
export function joinLines(lines: readonly Token[]): AppArmorText {
  const text = lines.map((line) => line.text).join("\n");
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.text.length + 1;
  }
  const place = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (lines[low]?.start ?? 0) + offset - (starts[low] ?? 0);
  };
  return {
    text,
    tokenAt(start, end) {
      const from = place(start);
      return { text: text.slice(start, end), start: from, end: from + end - start };
    },
  };
}

/** Blanks of one line; a line end is none of them. */
export function skipSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

/** The end of `name` or `name2`, or `at`. */
export function nameEnd(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at))) return at;
  while (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)) || text[at] === "_") at++;
  return at;
}

const endsWord = new Set([" ", "\t", "\r", "\n", '"', "!", ",", ""]);
const escapable = new Set([" ", "\t", '"', "!", ",", "#"]);

/**
 * The end of a word: anything but blanks, quotes, `!` and commas. A comma with something right behind it is part of the word,
 * so that `/{a,b}` is one. Of `without`, no character may stand in the word, nor an escaped blank.
 */
export function wordEnd(text: string, at: number, without = ""): number {
  const stops = (character: string) => endsWord.has(character) || without.includes(character);
  for (;;) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === "\\" && escapable.has(next) && without === "") at += 2;
    else if (character === "," && !stops(next)) at += 2;
    else if (stops(character)) return at;
    else at++;
  }
}

/** The end of a value in a list in parentheses, or `at`. */
export function listValueEnd(text: string, at: number): number {
  for (;;) {
    const character = text.charAt(at);
    if (character === "\\" && (escapable.has(text.charAt(at + 1)) || "()".includes(text.charAt(at + 1)))) at += 2;
    else if (endsWord.has(character) || character === "(" || character === ")") return at;
    else at++;
  }
}

/** The offset behind the closing quote of the text in quotes that starts at `at`; `at` when its line does not close it. */
export function quotedEnd(text: string, at: number): number {
  let last = at;
  for (let offset = at + 1; offset < text.length && text[offset] !== "\n"; offset++) {
    if (text[offset] !== '"') continue;
    last = offset + 1;
    if (text[offset - 1] !== "\\") break;
  }
  return last;
}

/** The end of `@{name}` or `@name`, or `at`. */
export function variableEnd(text: string, at: number): number {
  const open = text[at + 1] === "{";
  const end = nameEnd(text, at + (open ? 2 : 1));
  if (end === at + (open ? 2 : 1)) return at;
  return open ? (text[end] === "}" ? end + 1 : at) : end;
}

/** The end of a word that begins like a path or a label: `/…`, `:…`, `&…`, `@{variable}…`; or `at`. */
export function labelEnd(text: string, at: number): number {
  const character = text[at];
  if (character === "/" || character === ":" || character === "&") return wordEnd(text, at + 1);
  if (character !== "@") return at;
  const variable = variableEnd(text, at);
  const more = wordEnd(text, variable);
  return variable > at && more > variable && text[variable] !== "=" && text[variable] !== "+" ? more : at;
}

/** The end of permission letters such as `rwk` or `Pix`, as long as they make sense one after the other. */
export function permissionsEnd(text: string, at: number): number {
  const isOneOf = (offset: number, letters: string) => letters.includes(text.charAt(offset) || "-");
  for (;;) {
    if (isOneOf(at, "RrWwaLlMmkXx")) at++;
    else if (isOneOf(at, "PpCcIiUu") && isOneOf(at + 1, "Xx")) at += 2;
    else if (isOneOf(at, "PpCc") && isOneOf(at + 1, "IiUu") && isOneOf(at + 2, "Xx")) at += 3;
    else return at;
  }
}

/** Whether the word at `[at, end)` is followed by `=` or ` in (`, which makes it the name of a condition. */
export function conditionOperator(text: string, end: number): { operator: "=" | "in"; end: number } | undefined {
  const next = skipSpaces(text, end);
  if (text[next] === "=") return { operator: "=", end: next + 1 };
  if (next === end || !text.startsWith("in", next)) return undefined;
  return text[skipSpaces(text, next + 2)] === "(" ? { operator: "in", end: next + 2 } : undefined;
}

/** Blanks and line ends. */
export function skipWhite(text: string, at: number): number {
  return skipBlanks(text, at, text.length);
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Blanks, line ends and comments. Comments count in the space between rules only. */
export function skipComments(text: string, from: number): number {
  let at = skipWhite(text, from);
  while (text[at] === "#" && !text.startsWith("#include", at)) at = skipWhite(text, endOfLine(text, at));
  return at;
}

/** Permission letters count as such only with a blank, a comma or the end behind them. */
export function isPermissions(text: string, at: number): boolean {
  const end = permissionsEnd(text, at);
  return end > at && end === nameEnd(text, at) && " \t\r\n,".includes(text.charAt(end));
}

/** The end of a word inside a rule with a language of its own; `at` for an arrow and for the name of a condition. */
export function ruleWordEnd(text: string, at: number): number {
  if (text[at] === '"') return quotedEnd(text, at);
  const plain = "=()+&".includes(text.charAt(at) || "-") ? at : wordEnd(text, at, "=)");
  const end = Math.max(plain, labelEnd(text, at));
  const name = nameEnd(text, at);
  const operator = name > at ? conditionOperator(text, name) : undefined;
  return (operator && operator.end > end) || text.slice(at, end) === "->" ? at : end;
}

/** The end of an arrow, or `at`. With something right behind it, it is a word like any other inside a rule such as `mount`. */
export function arrowEnd(text: string, at: number): number {
  return text.slice(at, wordEnd(text, at)) === "->" ? at + 2 : at;
}

/** The end of a number or of `infinity`, or `at`. */
export function limitEnd(text: string, at: number): number {
  const digits = text[at] === "-" ? at + 1 : at;
  let end = digits;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end > digits) return end;
  return text.startsWith("infinity", at) ? at + "infinity".length : at;
}

/** The end of `<file>`, `"file"` or `file`, or `at`. */
export function fileNameEnd(text: string, at: number): number {
  if (text[at] === '"') return quotedEnd(text, at);
  if (text[at] !== "<") return wordEnd(text, at);
  const close = text.slice(at, endOfLine(text, at)).indexOf(">");
  return close < 0 ? at : at + close + 1;
}
