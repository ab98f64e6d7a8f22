import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import { type Document, type Line, positionOf } from "../syntax/document.js";
import type { Snapshot } from "./snapshot.js";
import { lastLineOf } from "./symbols.js";

/** Sections, and blocks of comments of more than one line. */
export function foldingRangesOf({ document }: Snapshot): FoldingRange[] {
  const sections = document.sections.flatMap((section) => {
    const last = lastLineOf(section);
    return section.header && last ? fold(document, section.header, last, FoldingRangeKind.Region) : [];
  });
  return [...sections, ...commentBlocks(document)];
}

function commentBlocks(document: Document): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first: Line | undefined;
  let last: Line | undefined;
  for (const line of document.lines) {
    if (line.kind === "comment") {
      first ??= line;
      last = line;
      continue;
    }
    if (first && last) ranges.push(...fold(document, first, last, FoldingRangeKind.Comment));
    first = undefined;
  }
  if (first && last) ranges.push(...fold(document, first, last, FoldingRangeKind.Comment));
  return ranges;
}

function fold(document: Document, first: Line, last: Line, kind: FoldingRangeKind): FoldingRange[] {
  const startLine = positionOf(document, first.start).line;
  const endLine = positionOf(document, last.start).line;
  return endLine > startLine ? [{ startLine, endLine, kind }] : [];
}
