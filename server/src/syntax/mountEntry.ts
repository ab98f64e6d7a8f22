import { unquoted } from "./nativeLine.js";
import { partOf, type Token } from "./token.js";

/** A field of a mount entry. */
export interface MountField extends Token {
  /** The text after getmntent(3) has decoded `\040`, `\011`, `\012`, `\134` and `\\`. */
  readonly decoded: string;
}

/** A word of the options field, without its commas. */
export interface MountOption extends Token {
  /** The part in front of `=`, or the whole word. */
  readonly name: string;
  /** The part behind `=`; absent when there is no `=`. */
  readonly argument: string | undefined;
}

/** The value of an `lxc.mount.entry` or a line of an `lxc.mount.fstab`: a line of fstab(5). A field that is missing is read as the empty text. */
export interface MountFields extends Token {
  readonly source: MountField | undefined;
  readonly target: MountField | undefined;
  readonly type: MountField | undefined;
  readonly options: MountField | undefined;
  readonly optionWords: readonly MountOption[];
  /** What stands behind the options. Two numbers are usual; LXC reads none of it. */
  readonly rest: readonly MountField[];
}

/** glibc reads lines into a buffer of 4096 bytes; the rest of a longer line is lost. */
const longestLine = 4095;

/**
 * Cuts the value of a mount entry into its fields, at blanks and tabs only. Undefined when the value is empty or starts with `#`: such an
 * entry is skipped without a message. Source: glibc 2.36, misc/mntent_r.c; liblxc 6.0.6, src/lxc/conf.c, make_anonymous_mount_file().
 */
export function readMountEntry(value: Token): MountFields | undefined {
  const line = unquoted(value);
  const stop = Math.min(line.text.length, longestLine);
  const fields: MountField[] = [];
  for (let at = skipSeparators(line.text, 0, stop); at < stop; at = skipSeparators(line.text, at, stop)) {
    const start = at;
    while (at < stop && !isSeparator(line.text.charCodeAt(at))) at++;
    const field = partOf(line, start, at);
    fields.push({ ...field, decoded: decodeField(field.text) });
  }
  if (fields.length === 0 || fields[0]?.text.charCodeAt(0) === 35) return undefined;
  const [source, target, type, options, ...rest] = fields;
  return { ...line, source, target, type, options, optionWords: options ? readOptions(options) : [], rest };
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 9;
}

function skipSeparators(text: string, from: number, to: number): number {
  while (from < to && isSeparator(text.charCodeAt(from))) from++;
  return from;
}

function readOptions(field: Token): readonly MountOption[] {
  const words: MountOption[] = [];
  for (let start = 0; start <= field.text.length; ) {
    const comma = field.text.indexOf(",", start);
    const end = comma < 0 ? field.text.length : comma;
    if (end > start) {
      const word = partOf(field, start, end);
      const equals = word.text.indexOf("=");
      words.push({
        ...word,
        name: equals < 0 ? word.text : word.text.slice(0, equals),
        argument: equals < 0 ? undefined : word.text.slice(equals + 1),
      });
    }
    start = end + 1;
  }
  return words;
}

const escapes: readonly (readonly [string, string])[] = [
  ["\\040", " "],
  ["\\011", "\t"],
  ["\\012", "\n"],
  ["\\134", "\\"],
  ["\\\\", "\\"],
];

function decodeField(text: string): string {
  if (!text.includes("\\")) return text;
  let decoded = "";
  for (let at = 0; at < text.length; ) {
    const found = text.charCodeAt(at) === 92 ? escapes.find(([written]) => text.startsWith(written, at)) : undefined;
    decoded += found ? found[1] : text[at];
    at += found ? found[0].length : 1;
  }
  return decoded;
}

/** A path as it must be written in a field, so that getmntent(3) reads it back whole. */
export function encodeField(path: string): string {
  return path.replaceAll("\\", "\\134").replaceAll(" ", "\\040").replaceAll("\t", "\\011").replaceAll("\n", "\\012");
}
