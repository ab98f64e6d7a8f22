import { lxcKey } from "../../container/keys.js";
import { skipBlanks, trimBlanks } from "../../syntax/characters.js";
import type { Document, Line } from "../../syntax/document.js";
import { ignoredNativeLine, type NativeDiagnosis } from "./ignoredNativeLine.js";
import { wordAt } from "./word.js";

/**
 * Why liblxc refuses or ignores a line of a native config; undefined for a line that is right, or that nobody misses. Source: liblxc 6.0.6
 * and 5.0.2, src/lxc/confile.c, parse_line(), run.
 */
export function unreadableNativeLine(document: Document, line: Line): NativeDiagnosis | undefined {
  const { text } = document;
  const end = trimBlanks(text, line.start, line.end);
  const start = skipBlanks(text, line.start, end);
  switch (line.kind) {
    case "raw":
      return line.key?.text.includes(":") ? withoutEquals(text, start, end) : undefined;
    case "unreadable":
      return withoutEquals(text, start, end);
    case "cut":
      return cutByNul(document, line);
    case "foreign":
      return text.charCodeAt(start) === 0xfeff
        ? withByteOrderMark(text, start, end)
        : ignoredNativeLine(text, start, end);
    default:
      return undefined;
  }
}

/** The form of Proxmox, `lxc.key: value`, or a key alone. A value may hold a `=` and so look like a setting. */
function withoutEquals(text: string, start: number, end: number): NativeDiagnosis {
  const key = wordAt(text, start, end);
  const mark = skipBlanks(text, key.end, end);
  const colon = text.charAt(mark) === ":";
  // In `key := value` the sign that is missing stands behind the colon.
  const separator = colon && text.charAt(mark + 1) === "=" ? mark + 1 : mark;
  const value = text.slice(skipBlanks(text, colon ? separator + 1 : mark, end), end);
  const message = colon
    ? `liblxc refuses the whole file because of this colon, where a native config wants \`=\`. Write \`${key.text} =\` instead.`
    : `No \`=\` stands behind \`${key.text}\`, so liblxc refuses the whole file. Write \`${key.text} = \` and the value.`;
  const known = lxcKey(key.text) !== undefined;
  const edits = [{ start, end, newText: `${key.text} = ${value}`.trimEnd() }];
  const fixes = known && (colon || value !== "") ? [{ title: `Write \`${key.text} =\``, safe: true, edits }] : [];
  const at = colon ? { start: mark, end: mark + 1 } : { start: key.start, end: Math.max(key.end, start + 1) };
  return { ...at, message, severity: "error", rejectedBy: "liblxc", fixes };
}

function withByteOrderMark(text: string, start: number, end: number): NativeDiagnosis | undefined {
  // Nothing is lost when the line would be a comment or ignored without the mark too.
  if (!text.startsWith("lxc.", skipBlanks(text, start + 1, end))) return undefined;
  return {
    start,
    end: start + 1,
    message:
      "An invisible byte order mark stands in front of the first line, so liblxc ignores that line. Save the file as UTF-8 without one.",
    severity: "error",
    rejectedBy: "ignored",
    fixes: [{ title: "Remove the byte order mark", safe: true, edits: [{ start, end: start + 1, newText: "" }] }],
  };
}

function cutByNul(document: Document, line: Line): NativeDiagnosis | undefined {
  const { text } = document;
  const lost = text.slice(line.start).replaceAll("\0", "").trim() !== "";
  const removal = { start: line.start, end: text.length, newText: text.slice(line.start).replaceAll("\0", "") };
  return {
    start: line.start,
    end: line.start + 1,
    message: lost
      ? "liblxc ends the file at this NUL character and ignores the text behind it. Remove it."
      : "liblxc ignores the NUL characters at the end of the file. Remove them.",
    severity: lost ? "warning" : "hint",
    rejectedBy: lost ? "ignored" : null,
    fixes: [{ title: "Remove the NUL characters", safe: !lost, edits: [removal] }],
  };
}
