import type { TextEdit } from "vscode-languageserver-types";
import { rewrite } from "../container/rewrite.js";
import { lossBetween } from "../container/rewriteLoss.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";
import { difference } from "../syntax/difference.js";
import { type Document, rangeOf, textOf } from "../syntax/document.js";
import { applyEdits, type TextEdit as OffsetEdit } from "../syntax/edit.js";
import { parse } from "../syntax/parse.js";
import type { Snapshot } from "./snapshot.js";

/** What formatting does, or why nothing is done: one or two sentences. */
export type Formatting = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/**
 * Formats a config: a Proxmox one as Proxmox itself writes it, of a native one only the blanks around `=`. Refuses when a key, a value or a comment
 * would be lost.
 */
export function formattingOf({ document, container }: Snapshot): Formatting {
  const formatted =
    document.dialect === "lxc" ? spacedEdits(document) : rewrittenEdits(document, container.target.proxmox);
  if ("refusal" in formatted) return formatted;
  return { edits: formatted.edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText })) };
}

type OffsetFormatting = { readonly edits: readonly OffsetEdit[] } | { readonly refusal: string };

/** How many lost lines a message names. */
const mostNamed = 3;

function rewrittenEdits(document: Document, release: ProxmoxRelease): OffsetFormatting {
  const { text, lost, error } = rewrite(document, release);
  if (error !== undefined) return { refusal: `Not formatted: Proxmox cannot write this file. Its error: ${error}.` };
  if (lost.length > 0) {
    const named = lost
      .slice(0, mostNamed)
      .map(({ line }) => `${line.index + 1} (${shortened(textOf(document, line))})`);
    const more = lost.length > mostNamed ? ` and ${lost.length - mostNamed} more` : "";
    const lines = lost.length > 1 ? "lines" : "line";
    return {
      refusal: `Not formatted: Proxmox drops what it cannot keep, here ${lines} ${named.join(", ")}${more}. Repair or remove that first.`,
    };
  }
  if (text === document.text) return { edits: [] };
  const loss = lossBetween(document, parse(text, "proxmox"), release);
  if (loss !== undefined) return { refusal: `Not formatted: Proxmox would not keep ${loss} as written.` };
  return { edits: [difference(document.text, text)] };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function spacedEdits(document: Document): OffsetFormatting {
  const { text, lines } = document;
  const edits = lines.flatMap((line): OffsetEdit[] => {
    if (line.kind !== "raw" || !line.key || !line.value) return [];
    const span = { start: line.key.end, end: line.value.start };
    const newText = line.value.text === "" ? " =" : " = ";
    return text.slice(span.start, span.end) === newText ? [] : [{ ...span, newText }];
  });
  const spaced = parse(applyEdits(text, edits), "lxc").lines;
  const changed = lines.find((line, index) => {
    const other = spaced[index];
    return other?.kind !== line.kind || other.key?.text !== line.key?.text || other.value?.text !== line.value?.text;
  });
  if (changed || spaced.length !== lines.length)
    return { refusal: `Not formatted: line ${(changed?.index ?? 0) + 1} would not be the same.` };
  return { edits };
}
