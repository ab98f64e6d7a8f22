import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { mayBeContainerConfig } from "../container/detect.js";

/** Larger files are no configs: Proxmox' own file system takes 512 KiB in one. */
export const largestFile = 8 * 1024 * 1024;

/** A file's bytes as text. Each byte is kept: what is no UTF-8 is read and written byte by byte. */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly encoding: "utf8" | "latin1";
}

/** A path to check. */
export interface Candidate {
  readonly path: string;
  /** It was named, and not merely found in a folder. */
  readonly named: boolean;
}

/** Why something cannot be checked, in one line. */
export class Unusable extends Error {}

/** The files that a path stands for: itself, the container configs below a folder, or what a glob matches. */
export async function candidatesOf(given: string): Promise<readonly Candidate[]> {
  const status = statSync(given, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    // Links are not followed, as /etc/pve/lxc is one and its files would be seen twice.
    const found = await glob(["**/config", "**/*.conf"], { cwd: given, dot: true, followSymbolicLinks: false });
    const configs = found.filter((file) => mayBeContainerConfig(path.posix.join(asPosix(path.resolve(given)), file)));
    if (configs.length === 0) throw new Unusable(`${given}: no container config in this folder`);
    return configs.sort(inOrder).map((file) => ({ path: path.join(given, file), named: false }));
  }
  if (!status && isDynamicPattern(given)) {
    const found = await glob([asPosix(given)], { dot: true });
    if (found.length === 0) throw new Unusable(`${given}: no file matches`);
    return found.sort(inOrder).map((file) => ({ path: file, named: true }));
  }
  return [{ path: given, named: true }];
}

function asPosix(file: string): string {
  return path.sep === "\\" ? file.replaceAll("\\", "/") : file;
}

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

/** One file after the other is read into it, as ten thousand buffers would be slow to collect. */
const buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** Reads a file; throws `Unusable` when it is missing, unreadable, or too large. */
export function readConfigFile(file: string): ConfigFile {
  try {
    const descriptor = openSync(file, "r");
    try {
      const { size } = fstatSync(descriptor);
      if (size > largestFile) throw tooLarge(file, size);
      const length = size < buffer.length ? readSync(descriptor, buffer, 0, buffer.length, null) : 0;
      // Less than was announced comes from strange files only, and nothing at all from those that have no size.
      const bytes = size > 0 && length === size ? buffer.subarray(0, length) : readFileSync(file);
      return configFileOf(file, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(`${file}: ${causeOf(error)}`);
  }
}

/** The bytes of standard input as a file. */
export function configFileOf(file: string, bytes: Buffer): ConfigFile {
  if (bytes.length > largestFile) throw tooLarge(file, bytes.length);
  const encoding = isUtf8(bytes) ? "utf8" : "latin1";
  return { path: file, text: bytes.toString(encoding), encoding };
}

/** Control characters but for tab and line ends. */
const controlCharacters = /(?![\t\n\r\x7f-\x9f])\p{Cc}/gu;

/** More than a tenth of its beginning are control characters; a single NUL in a text does not make it binary. */
export function isBinary({ text }: ConfigFile): boolean {
  const sample = text.slice(0, 8192);
  const controls = sample.match(controlCharacters)?.length ?? 0;
  return controls * 10 > sample.length;
}

function tooLarge(file: string, size: number): Unusable {
  return new Unusable(
    `${file}: too large for a container config (${Math.ceil(size / 1024 / 1024)} MB, the limit is 8 MB)`,
  );
}

/**
 * Writes a new text over a file, in one write and without a file beside it, which /etc/pve would refuse. Throws `Unusable` when the file
 * is no longer what was read.
 */
export function writeConfigFile(file: ConfigFile, text: string): void {
  const before = Buffer.from(file.text, file.encoding);
  const bytes = Buffer.from(text, file.encoding);
  try {
    const descriptor = openSync(file.path, "r+");
    try {
      if (!readFileSync(descriptor).equals(before)) {
        throw new Unusable(`${file.path}: changed while it was checked; nothing was written`);
      }
      writeSync(descriptor, bytes, 0, bytes.length, 0);
      if (bytes.length < before.length) ftruncateSync(descriptor, bytes.length);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(`${file.path}: not repaired, ${causeOf(error)}`);
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "is a folder",
  EROFS: "the file system is read-only",
};

/** Why a file cannot be used, in a few words. */
export function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return causes[code] ?? (error instanceof Error ? error.message : String(error));
}
