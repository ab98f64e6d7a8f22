import { skipBlanks, trimBlanks } from "./characters.js";
import type { LineForm } from "./proxmoxLine.js";
import { partOf, type Token, tokenAt } from "./token.js";

/**
 * Reads one line of a native config, its end excluded. Whatever does not begin with `lxc.` is ignored without a message, and a
 * line without `=` makes liblxc refuse the file. Source: liblxc 6.0.6, src/lxc/confile.c, parse_line().
 */
export function readNativeLine(text: string, start: number, end: number): LineForm {
  const stop = trimBlanks(text, start, end);
  const first = skipBlanks(text, start, stop);
  if (first === stop) return { kind: "blank", key: undefined, value: undefined };
  if (text.charCodeAt(first) === 35) return { kind: "comment", key: undefined, value: tokenAt(text, first + 1, end) };
  if (!text.startsWith("lxc.", first)) return { kind: "foreign", key: undefined, value: undefined };
  const equals = indexOfEquals(text, first, stop);
  if (equals === undefined) return { kind: "unreadable", key: undefined, value: undefined };
  const valueStart = skipBlanks(text, equals + 1, stop);
  return {
    kind: "raw",
    key: tokenAt(text, first, trimBlanks(text, first, equals)),
    value: tokenAt(text, valueStart, Math.max(valueStart, stop)),
  };
}

// Not indexOf: that would look behind the end of the line, once for each line.
function indexOfEquals(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 61) return at;
  return undefined;
}

/**
 * The value that liblxc works with: one pair of equal quotes around the whole value is taken away, nothing else.
 * Proxmox hands values over as they stand, so this holds for both dialects.
 */
export function unquoted(value: Token): Token {
  const quote = value.text.charCodeAt(0);
  const last = value.text.length - 1;
  if (last < 1 || (quote !== 34 && quote !== 39) || value.text.charCodeAt(last) !== quote) return value;
  return partOf(value, 1, last);
}
