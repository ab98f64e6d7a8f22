import {
  type CompletionItem,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
} from "vscode-languageserver-types";
import { type Document, lineEndOf, rangeOf } from "../syntax/document.js";
import { documentationOf } from "./completion/documentation.js";
import { proposeKeys } from "./completion/keys.js";
import { placeAt, valuePlace } from "./completion/place.js";
import type { Proposal } from "./completion/proposal.js";
import { proposeRawValue } from "./completion/rawValues.js";
import { proposeSetting } from "./completion/settingValues.js";
import type { Snapshot } from "./snapshot.js";

/** Characters behind which something new can stand. */
export const completionTriggers = [".", ":", "=", ",", ";", " ", "/"];

/** What is known besides the document. */
export interface CompletionContext {
  /** The client writes snippets. */
  readonly snippets?: boolean;
  /** The other configs that are open: names that stand in them are likely to be meant again. */
  readonly others?: readonly Document[];
}

/** What can be written at a position, most used first; nothing in comments and section headers. Documentation comes by `completionWithDocumentation`. */
export function completionsAt(
  snapshot: Snapshot,
  position: Position,
  { snippets = false, others = [] }: CompletionContext = {},
): CompletionItem[] {
  const place = placeAt(snapshot, position, others);
  if (!place) return [];
  const inValue = valuePlace(place);
  const proposals = inValue
    ? inValue.key.startsWith("lxc.")
      ? proposeRawValue(inValue)
      : proposeSetting(inValue)
    : proposeKeys(place);
  if (!proposals) return [];
  // Between the separator and the value stands one blank.
  const { text } = snapshot.document;
  const start = Math.min(proposals.span.start, place.offset);
  const before = inValue?.separator === start ? " " : "";
  const range = rangeOf(snapshot.document, { start, end: Math.max(proposals.span.end, place.offset) });
  const shown = snippets ? proposals.items : proposals.items.filter(({ snippet }) => snippet === undefined);
  const replaced: Replaced = { text: text.slice(start, place.offset), range, lineEnd: lineEndOf(snapshot.document) };
  return shown.map((proposal, index) => itemOf(proposal, index, replaced, [before, proposals.behind ?? ""]));
}

/** The item with what it is about in words. What carries nothing is given back as it is. */
export function completionWithDocumentation(item: CompletionItem): CompletionItem {
  const value = documentationOf(item.data);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** What an item replaces: the text left of the cursor, and all of it. */
interface Replaced {
  readonly text: string;
  readonly range: Range;
  readonly lineEnd: string;
}

function itemOf(
  { label, text, snippet, lineAbove, kind, note, aliases, about }: Proposal,
  index: number,
  { text: typed, range, lineEnd }: Replaced,
  [before, behind]: readonly [string, string],
): CompletionItem {
  const lineStart = { line: range.start.line, character: 0 };
  const above =
    lineAbove === undefined
      ? undefined
      : { range: { start: lineStart, end: lineStart }, newText: `${lineAbove}${lineEnd}` };
  return {
    label,
    kind,
    sortText: String(index).padStart(4, "0"),
    filterText: filterOf(label, aliases ?? [], typed),
    textEdit: { range, newText: `${before}${snippet ?? text ?? label}${behind}` },
    ...(above === undefined ? {} : { additionalTextEdits: [above] }),
    ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
    ...(note === undefined ? {} : { labelDetails: { description: note } }),
    ...(about === undefined ? {} : { data: about }),
  };
}

/** All names of an item, the one in front that begins with what is typed: some editors look at the beginning only. */
function filterOf(label: string, aliases: readonly string[], typed: string): string {
  if (aliases.length === 0) return label;
  const names = [label, ...aliases];
  const meant = typed === "" ? undefined : names.find((name) => name.startsWith(typed));
  return (meant === undefined ? names : [meant, ...names.filter((name) => name !== meant)]).join(" ");
}
