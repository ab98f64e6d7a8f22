import { type FileKind, kindOfHostPath, likelyKindOfHostPath } from "../../container/hostPaths.js";
import type { MountEntry } from "../../container/mountEntries.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { insertAt, replace } from "../fixes.js";

/** What has to be created at a target so that a source fits. */
export interface Wanted {
  readonly kind: FileKind;
  /** The name of the source tells; else it is the likely kind. */
  readonly sure: boolean;
}

/** What `create=` must say for a source. */
export function wantedFor(source: string): Wanted {
  const path = source.startsWith("/") ? source : `/${source}`;
  const kind = kindOfHostPath(path);
  return { kind: kind ?? likelyKindOfHostPath(path), sure: kind !== undefined };
}

/** The type and options, and the two numbers, of a bind mount whose target need not be there. */
export function bindFields(source: string): string {
  return `none bind,create=${wantedFor(source).kind} 0 0`;
}

/** A whole entry that binds a source to a target, both written as fields. */
export function bindEntry(source: string, target: string, options: readonly string[] = []): string {
  return [source, target, "none", ["bind", ...options, `create=${wantedFor(source).kind}`].join(","), "0", "0"].join(
    " ",
  );
}

/** A target in the container for a source on the host: the same path, which has no leading slash there. */
export function targetFor(source: string): string {
  let at = 0;
  while (source[at] === "/") at++;
  return source.slice(at);
}

/** Puts a word in front of the options. */
export function prependOption(entry: MountEntry, word: string): readonly TextEdit[] {
  return entry.options ? [insertAt(entry.options.start, `${word},`)] : [];
}

/** Puts a word behind the options. */
export function appendOption(entry: MountEntry, word: string): readonly TextEdit[] {
  const { type, options } = entry;
  if (!options) return type ? [insertAt(type.end, ` ${word}`)] : [];
  return [insertAt(options.end, options.text.endsWith(",") ? word : `,${word}`)];
}

/** Takes a word and one comma beside it away. The last word becomes `defaults`, as an empty field would shift those behind it. */
export function removeOption(entry: MountEntry, word: MountOption): readonly TextEdit[] {
  const { options } = entry;
  if (!options) return [];
  if (entry.optionWords.length === 1) return [replace(options, "defaults")];
  const commaBehind = word.end < options.end;
  return [
    replace({ start: commaBehind ? word.start : word.start - 1, end: commaBehind ? word.end + 1 : word.end }, ""),
  ];
}
