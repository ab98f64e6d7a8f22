import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { causeOf, Unusable } from "./configFiles.js";

/** Of a larger log the beginning and the end are read: the first start, and the last one. In bytes. */
const longestBeginning = 8 * 1024 * 1024;
const longestEnd = 56 * 1024 * 1024;

/** A middle with more lines than this makes the later ones count too low; a log of a gigabyte has about as many. */
const mostLineEnds = 4_000_000;

/** Reads a log of any size; throws `Unusable` when it is missing, unreadable or no text. */
export function readLogFile(file: string): string {
  const log = collectLog();
  try {
    const descriptor = openSync(file, "r");
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafe(1024 * 1024);
        const length = readSync(descriptor, chunk);
        if (length === 0) break;
        log.add(chunk.subarray(0, length));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new Unusable(`${file}: ${causeOf(error)}`);
  }
  return textOf(file, log.bytes());
}

/** The bytes of standard input as a log. */
export function logOf(file: string, bytes: Buffer): string {
  const log = collectLog();
  log.add(bytes);
  return textOf(file, log.bytes());
}

/** Keeps the beginning and the end of what comes; of the middle only its line ends, so that every line keeps its number. */
function collectLog() {
  const beginning: Buffer[] = [];
  const end: Buffer[] = [];
  let beginningLength = 0;
  let endLength = 0;
  let lineEnds = 0;
  return {
    add(bytes: Buffer): void {
      const taken = bytes.subarray(0, longestBeginning - beginningLength);
      beginning.push(taken);
      beginningLength += taken.length;
      let rest = bytes.subarray(taken.length);
      if (rest.length > longestEnd) {
        const middle = rest.subarray(0, rest.length - longestEnd);
        lineEnds += lineEndsIn(middle);
        rest = rest.subarray(middle.length);
      }
      if (rest.length > 0) end.push(rest);
      endLength += rest.length;
      while (endLength - (end[0]?.length ?? 0) >= longestEnd) {
        const middle = end.shift();
        if (!middle) break;
        endLength -= middle.length;
        lineEnds += lineEndsIn(middle);
      }
    },
    bytes: (): Buffer => Buffer.concat([...beginning, Buffer.alloc(Math.min(lineEnds, mostLineEnds), "\n"), ...end]),
  };
}

function lineEndsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** More than a fifth of its beginning are control characters: no log, though a terminal's colours may be in one. */
function textOf(file: string, bytes: Buffer): string {
  const sample = bytes.subarray(0, 8192);
  const controls = sample.reduce((count, byte) => count + (byte < 32 && !isBlank(byte) ? 1 : 0), 0);
  if (controls * 5 > sample.length) throw new Unusable(`${file}: binary, not a log`);
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
}

/** Tab, line feed, form feed, carriage return, and the ESC of a terminal's colours. */
function isBlank(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 27;
}
