import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import { type Document, type Line, rangeOf, type Section } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";
import type { Snapshot } from "./snapshot.js";

/** Longer values are cut in the outline, which has no room for them. */
const longestDetail = 80;

/** The outline: the container's own keys, then each section with its keys below it. */
export function symbolsOf({ document }: Snapshot): DocumentSymbol[] {
  return document.sections.flatMap((section) => {
    const keys = section.lines.flatMap((line) => symbolOf(document, line) ?? []);
    return section.header ? [sectionSymbol(document, section, section.header, keys)] : keys;
  });
}

function sectionSymbol(document: Document, section: Section, header: Line, children: DocumentSymbol[]): DocumentSymbol {
  const end = lastLineOf(section)?.end ?? header.end;
  return {
    name: section.kind === "pending" ? "Pending changes" : section.name,
    detail: section.kind === "pending" ? "" : "snapshot",
    kind: SymbolKind.Namespace,
    range: rangeOf(document, { start: header.start, end }),
    selectionRange: rangeOf(document, header.key ?? header),
    children,
  };
}

function symbolOf(document: Document, line: Line): DocumentSymbol | undefined {
  if (!line.key || !line.value) return undefined;
  const whole: Span = { start: line.start, end: Math.max(line.end, line.value.end) };
  return {
    name: line.key.text,
    detail: line.value.text.slice(0, longestDetail),
    kind: line.kind === "raw" ? SymbolKind.Field : SymbolKind.Property,
    range: rangeOf(document, whole),
    selectionRange: rangeOf(document, line.key),
  };
}

/** The last line of a section that is not blank. */
export function lastLineOf(section: Section): Line | undefined {
  return section.lines.findLast((line) => line.kind !== "blank");
}
