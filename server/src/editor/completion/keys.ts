import { CompletionItemKind } from "vscode-languageserver-types";
import { filesByKey } from "../../knowledge/keyUse.js";
import { isBlank, skipBlanks } from "../../syntax/characters.js";
import type { About } from "./documentation.js";
import { lineSnippets } from "./lineSnippets.js";
import type { Place } from "./place.js";
import { plainKeys } from "./plainKeys.js";
import type { Proposal, Proposals } from "./proposal.js";
import { rawKeys } from "./rawKeys.js";

/** A key that can be written. */
export interface Key {
  readonly name: string;
  /** Its name in the tables. */
  readonly entry: string;
  readonly about: About;
}

/** The keys that can be written at the cursor, most used first; undefined when it stands behind something else. */
export function proposeKeys(place: Place): Proposals | undefined {
  const { text, dialect } = place.container.document;
  const first = skipBlanks(text, place.start, place.offset);
  const typed = text.slice(first, place.offset);
  if (hasBlank(typed)) return undefined;
  let end = place.offset;
  while (end < place.end && !isKeyEnd(text.charCodeAt(end))) end++;
  // A key that has its separator and value already keeps them.
  const isWhole = "=:".includes(text.charAt(skipBlanks(text, end, place.end)) || " ");
  const keys = [...keysAt(place, typed)].sort((left, right) => useOf(right) - useOf(left));
  const items = keys.flatMap((key) => itemsOf(key, dialect === "lxc" ? " = " : ": ", isWhole, place));
  // Proxmox reads no key behind blanks.
  const indent = dialect === "proxmox" ? text.slice(place.start, first) : "";
  if (indent === "") return { span: { start: first, end }, items };
  const indented = items.map((item) => ({ ...item, aliases: [`${indent}${item.label}`] }));
  return { span: { start: place.start, end }, items: indented };
}

/** A raw line in a snapshot was in the container when it was made, and nobody writes one later. */
function keysAt(place: Place, typed: string): readonly Key[] {
  if (place.container.document.dialect === "lxc") return rawKeys(place.rest(), typed);
  const plain = plainKeys(place, typed);
  return place.section.kind === "snapshot" ? plain : [...plain, ...rawKeys(place.rest(), typed)];
}

function useOf({ entry }: Key): number {
  return filesByKey[entry] ?? 0;
}

function itemsOf({ name, about }: Key, separator: string, isWhole: boolean, place: Place): readonly Proposal[] {
  if (isWhole) return [{ label: name, kind: CompletionItemKind.Property, about }];
  const item: Proposal = { label: name, text: `${name}${separator}`, kind: CompletionItemKind.Property, about };
  return [item, ...lineSnippets(name, separator, place)];
}

function isKeyEnd(code: number): boolean {
  return code === 58 || code === 61 || isBlank(code);
}

function hasBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isBlank(text.charCodeAt(at))) return true;
  return false;
}
