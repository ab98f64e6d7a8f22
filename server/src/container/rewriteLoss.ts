import type { ProxmoxRelease } from "../knowledge/releases.js";
import type { Document, Line, Section } from "../syntax/document.js";
import { isSince } from "./releases.js";
import { keptValue } from "./validate.js";

/**
 * What a rewritten config no longer has: a key, a value or a comment, in words that name it; undefined when all is there. Works by reading both
 * texts again, and so does not trust the writer.
 */
export function lossBetween(before: Document, after: Document, release: ProxmoxRelease): string | undefined {
  const sections = new Map(after.sections.map((section) => [nameOf(section), section]));
  for (const section of before.sections) {
    const kept = sections.get(nameOf(section));
    const left = new Map<string, number>();
    for (const { content } of contentsOf(kept, release)) left.set(content, (left.get(content) ?? 0) + 1);
    for (const { content, line } of contentsOf(section, release)) {
      const count = left.get(content) ?? 0;
      if (count === 0) return `line ${line.index + 1}`;
      left.set(content, count - 1);
    }
    const notes = notesOf(section);
    if (notes === undefined || notes !== notesOf(kept))
      return section.kind === "main" ? "the comments" : `the comments of [${section.name}]`;
  }
  return undefined;
}

function nameOf({ kind, name }: Section): string {
  return kind === "snapshot" ? `snapshot ${name}` : kind;
}

interface Content {
  readonly content: string;
  readonly line: Line;
}

/** What each line says. A value counts in the form in which Proxmox keeps it, so that `yes` and `1` are the same boolean. */
function contentsOf(section: Section | undefined, release: ProxmoxRelease): readonly Content[] {
  return (section?.lines ?? []).flatMap((line): Content | Content[] => {
    if (line.kind === "blank" || line.kind === "comment" || line.kind === "description") return [];
    const key = line.key?.text ?? "";
    const value = line.value?.text ?? "";
    if (line.kind === "setting" && key === "env" && isSince(release, "9.1")) {
      const entries = value.split("\0").filter((entry) => entry !== "");
      return entries.map((entry) => ({ content: `raw lxc.environment.runtime ${entry}`, line }));
    }
    return { content: `${line.kind} ${key} ${line.kind === "setting" ? keptValue(key, value, release) : value}`, line };
  });
}

/** The notes as Proxmox shows them, without empty lines at the end; undefined when they cannot be decoded, so that Proxmox would change them. */
function notesOf(section: Section | undefined): string | undefined {
  let notes = "";
  for (const { kind, value } of section?.lines ?? []) {
    if (kind !== "comment" && kind !== "description") continue;
    const note = decoded(value?.text ?? "");
    if (note === undefined) return undefined;
    notes += kind === "comment" ? `${note}\n` : note;
  }
  let end = notes.length;
  while (notes.charCodeAt(end - 1) === 10) end--;
  return notes.slice(0, end);
}

/** A line of notes without its `%XX`; undefined when that is no UTF-8. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  } catch {
    return undefined;
  }
}
