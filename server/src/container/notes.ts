import type { Line } from "../syntax/document.js";
import { isTrue } from "./perlValues.js";

/**
 * Notes stand in the file as `#` lines, percent-encoded. Proxmox decodes them when it reads and encodes them when it writes, which is
 * not the same text: `:` and `%` and everything that is no printable ASCII become `%XX`, one for each byte of UTF-8.
 * Source: pve-common 9.2.1, decode_text() and encode_text().
 */

/**
 * The notes of a section as Proxmox writes them, `#` lines with their line ends. `fallback` counts when nothing else makes notes: the
 * value of a `description:` without text.
 */
export function writtenNotes(lines: readonly Line[], fallback: string | undefined): string {
  if (lines.length > 0 && lines.every((line) => line.kind === "comment" && isPlainNote(line.value?.text ?? ""))) {
    let last = lines.length;
    // Empty lines at the end get lost, as Perl's split() forgets empty parts there.
    while (last > 0 && lines[last - 1]?.value?.text === "") last--;
    let text = "";
    for (let at = 0; at < last; at++) text += `#${lines[at]?.value?.text ?? ""}\n`;
    return text;
  }
  const bytes: number[] = [];
  for (const line of lines) {
    for (const byte of decodedNote(line.value?.text ?? "")) bytes.push(byte);
    if (line.kind === "comment") bytes.push(10);
  }
  return writtenBytes(makesNotes(lines) ? bytes : utf8Bytes(isTrue(fallback) ? fallback : ""));
}

/** Whether these lines make notes at all, if only of empty lines. */
export function makesNotes(lines: readonly Line[]): boolean {
  if (lines.length !== 1) return lines.length > 0;
  const [line] = lines;
  // Notes of nothing but a "0" are false to Perl.
  return line?.kind === "comment" || decodedNote(line?.value?.text ?? "").join() !== "48";
}

function writtenBytes(bytes: readonly number[]): string {
  let last = bytes.length;
  while (last > 0 && bytes[last - 1] === 10) last--;
  let text = "";
  for (let start = 0; start < last; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 || feed > last ? last : feed;
    text += `#${encodedNote(bytes, start, end)}\n`;
    start = end + 1;
  }
  return text;
}

/** The bytes that Proxmox keeps of a line of notes, `%XX` decoded. A `%0A` in it is a line feed from then on. */
function decodedNote(text: string): readonly number[] {
  const bytes = utf8Bytes(text);
  const decoded: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const high = byte === 37 ? hexDigit(bytes[at + 1]) : -1;
    const low = high < 0 ? -1 : hexDigit(bytes[at + 2]);
    if (low < 0) decoded.push(byte);
    else {
      decoded.push(high * 16 + low);
      at += 2;
    }
  }
  return repaired(decoded);
}

/** One line of notes as Proxmox writes it, without the `#`. */
function encodedNote(bytes: readonly number[], from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const stays = byte >= 0x20 && byte <= 0x7e && byte !== 37 && byte !== 58;
    text += stays ? String.fromCharCode(byte) : `%${byte < 16 ? "0" : ""}${byte.toString(16).toUpperCase()}`;
  }
  return text;
}

/** Whether a line of notes is written as it is read, so that nobody need decode it. */
function isPlainNote(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 37 || code === 58) return false;
  }
  return true;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The text as UTF-8; half of a surrogate pair becomes the replacement character, as in any file. */
function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const written = character.codePointAt(0) ?? 0;
    const code = written >= 0xd800 && written <= 0xdfff ? 0xfffd : written;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return bytes;
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** Bytes that are no UTF-8 become the replacement character, which is EF BF BD. */
function repaired(bytes: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { length, valid } = sequenceAt(bytes, at);
    if (valid) for (let offset = 0; offset < length; offset++) kept.push(bytes[at + offset] ?? 0);
    else kept.push(0xef, 0xbf, 0xbd);
    at += length;
  }
  return kept;
}

/**
 * The UTF-8 sequence at an offset, or as much of one as there is. Perl's "utf8" is generous: surrogates and what lies beyond Unicode
 * are characters to it; a sequence that is longer than need be, or cut off, is one bad character. Source: Encode, Perl 5.36, run.
 */
function sequenceAt(bytes: readonly number[], at: number): { readonly length: number; readonly valid: boolean } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { length: 1, valid: true };
  const length = sequenceLength(first);
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes[at + offset];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return { length: offset, valid: false };
  }
  return { length, valid: length > 1 && !isTooLong(first, bytes[at + 1] ?? 0) };
}

/** How many bytes a sequence with that first byte has; 1 for a byte that begins none. */
function sequenceLength(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  if (first < 0xf8) return 4;
  return first < 0xfc ? 5 : first < 0xfe ? 6 : 1;
}

function isTooLong(first: number, second: number): boolean {
  if (first < 0xc2) return true;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : first === 0xf8 ? 0x88 : first === 0xfc ? 0x84 : 0x80;
  return second < least;
}
