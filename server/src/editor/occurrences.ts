import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from "vscode-languageserver-types";
import { snapshotsOf } from "../container/snapshots.js";
import { isDigit } from "../syntax/characters.js";
import { type Document, type Line, lineAt, offsetOf, rangeOf, type Section } from "../syntax/document.js";
import { readProperties } from "../syntax/propertyString.js";
import { partOf, type Token, touches } from "../syntax/token.js";
import type { Snapshot } from "./snapshot.js";

/** What several lines of a config speak of, and where. */
export interface Occurrences {
  readonly kind: "snapshot" | "volume" | "interface";
  /** The snapshot's name, the volume's id, or the interface's number. */
  readonly name: string;
  /** Where it is said what it is; undefined for a parent that is no snapshot of the file. */
  readonly definition: Token | undefined;
  /** In the order of the text. */
  readonly all: readonly Token[];
}

/** A name in a line. */
interface Named extends Pick<Occurrences, "kind" | "name"> {
  readonly token: Token;
  /** The token from which it is looked for: the whole key, of which the name is the beginning. */
  readonly within?: Token;
}

/** The snapshot, the volume or the interface that is named at an offset, with all places where the file names it. */
export function occurrencesAt(document: Document, offset: number): Occurrences | undefined {
  const line = lineAt(document, offset);
  const named = line && namesIn(line).find(({ token, within = token }) => touches(within, offset));
  if (!line || !named) return undefined;
  const { kind, name } = named;
  const found: { readonly line: Line; readonly token: Token }[] = [];
  // An interface belongs to its section: that of a snapshot is another one.
  for (const each of kind === "interface" ? line.section.lines : document.lines) {
    for (const other of namesIn(each)) {
      if (other.kind === kind && other.name === name) found.push({ line: each, token: other.token });
    }
  }
  const definition = definitionAmong(document, named, found);
  return { kind, name, definition, all: found.map(({ token }) => token) };
}

/** Where the name at a position is defined. */
export function definitionAt({ document, uri }: Snapshot, position: Position): Location | undefined {
  const definition = occurrencesAt(document, offsetOf(document, position))?.definition;
  return definition && { uri, range: rangeOf(document, definition) };
}

/** Every place that names what is named at a position. */
export function referencesAt({ document, uri }: Snapshot, position: Position, withDefinition: boolean): Location[] {
  const found = occurrencesAt(document, offsetOf(document, position));
  if (!found) return [];
  const { all, definition } = found;
  return all
    .filter((each) => withDefinition || each.start !== definition?.start)
    .map((each) => ({ uri, range: rangeOf(document, each) }));
}

/** The same places, to be marked while the cursor stands there. */
export function highlightsAt({ document }: Snapshot, position: Position): DocumentHighlight[] {
  const found = occurrencesAt(document, offsetOf(document, position));
  if (!found) return [];
  return found.all.map((each) => ({
    range: rangeOf(document, each),
    kind: each.start === found.definition?.start ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function definitionAmong(
  document: Document,
  { kind, name }: Named,
  found: readonly { readonly line: Line; readonly token: Token }[],
): Token | undefined {
  if (kind === "snapshot") return snapshotsOf(document).get(name)?.header?.key;
  const isDefining = ({ line }: { readonly line: Line }) =>
    kind === "interface" ? line.kind === "setting" : inMain(line.section) && !line.key?.text.startsWith("unused");
  return (found.find(isDefining) ?? found[0])?.token;
}

function inMain({ kind }: Section): boolean {
  return kind === "main";
}

function namesIn(line: Line): readonly Named[] {
  const { kind, key, value } = line;
  if (!key) return none;
  if (kind === "section") {
    return line.section.kind === "snapshot" ? [{ kind: "snapshot", name: key.text, token: key }] : none;
  }
  if (kind === "raw") return interfaceIn(key, "lxc.net.");
  if (kind !== "setting" || !value) return none;
  if (key.text === "parent") return [{ kind: "snapshot", name: value.text, token: value }];
  if (key.text.startsWith("net")) return interfaceIn(key, "net");
  return isVolumeKey(key.text) ? volumeIn(value) : none;
}

const none: readonly Named[] = [];

/** `net0`, or the `lxc.net.0` of `lxc.net.0.type`. */
function interfaceIn(key: Token, beginning: string): readonly Named[] {
  if (!key.text.startsWith(beginning)) return none;
  const start = beginning.length;
  let end = start;
  while (isDigit(key.text.charCodeAt(end))) end++;
  if (end === start || (end < key.text.length && (beginning === "net" || key.text.charCodeAt(end) !== 46))) return none;
  const digits = key.text.slice(start, end);
  return [{ kind: "interface", name: String(Number(digits)), token: partOf(key, 0, end), within: key }];
}

/** A volume of a storage; a directory of the host that several mount points bind is one name too. */
function volumeIn(value: Token): readonly Named[] {
  const source = readProperties(value).find(({ key }) => !key || key.text === "volume")?.value;
  return source ? [{ kind: "volume", name: source.text, token: source }] : none;
}

function isVolumeKey(key: string): boolean {
  return /^(?:rootfs|(?:mp|unused)[0-9]+)$/.test(key);
}
