import type { DocumentLink, Location, Position } from "vscode-languageserver-types";
import { isBlank } from "../syntax/characters.js";
import { type Document, type Line, lineAt, offsetOf, rangeOf } from "../syntax/document.js";
import { unquoted } from "../syntax/nativeLine.js";
import { partOf, type Token, touches } from "../syntax/token.js";
import type { Snapshot } from "./snapshot.js";

const fileKeys: ReadonlySet<string> = new Set(["lxc.include", "lxc.mount.fstab", "lxc.seccomp.profile"]);

/** Half a character, or a NUL: no address can be made of it. */
const unwritable = /[\p{Surrogate}\0]/u;

/** Where configs lie on a machine that runs containers. In a copy elsewhere the paths lead to files of another machine. */
const onHost =
  /^file:\/\/\/(?:etc\/(?:pve|lxc)|var\/lib\/lxc|usr\/share\/lxc|(?:root|home\/[^/]+)\/(?:\.config|\.local\/share)\/lxc)\//;

/**
 * The files that a config names, where it lies on the machine that has them. LXC takes a path without a leading slash from the directory in which
 * it is started, which the file does not tell, so such a one leads nowhere. Source: liblxc 6.0.6, src/lxc/confile.c, set_config_includefiles().
 */
export function documentLinksOf({ document, uri }: Snapshot): DocumentLink[] {
  if (!onHost.test(uri)) return [];
  return document.lines.flatMap((line) => {
    const path = pathIn(line);
    return path ? [{ range: rangeOf(document, path), target: uriOf(path), tooltip: tooltipOf(line) }] : [];
  });
}

/** The file that is named at a position. */
export function fileAt({ document, uri }: Snapshot, position: Position): Location | undefined {
  const path = onHost.test(uri) ? pathAt(document, offsetOf(document, position)) : undefined;
  const start = { line: 0, character: 0 };
  return path && { uri: uriOf(path), range: { start, end: start } };
}

function pathAt(document: Document, offset: number): Token | undefined {
  const line = lineAt(document, offset);
  const path = line && pathIn(line);
  return path && touches(path, offset) ? path : undefined;
}

function pathIn({ kind, key, value }: Line): Token | undefined {
  if (kind !== "raw" || !key || !value) return undefined;
  const isHook = key.text.startsWith("lxc.hook.");
  if (!isHook && !fileKeys.has(key.text)) return undefined;
  const path = isHook ? firstWordOf(unquoted(value)) : unquoted(value);
  // What ends so is a directory, whose files are all read.
  const isDirectory = path.text.endsWith("/") || path.text.endsWith(".d");
  return path.text.startsWith("/") && !isDirectory && !unwritable.test(path.text) ? path : undefined;
}

/** A hook is a command: behind the program stand its arguments. */
function firstWordOf(value: Token): Token {
  let end = 0;
  while (end < value.text.length && !isBlank(value.text.charCodeAt(end))) end++;
  return partOf(value, 0, end);
}

function uriOf({ text }: Token): string {
  return `file://${text.split("/").map(encodeURIComponent).join("/")}`;
}

function tooltipOf({ key }: Line): string {
  return key?.text.startsWith("lxc.hook.") ? "Open the hook script" : "Open the file";
}
