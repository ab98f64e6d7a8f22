import {
  type CodeLens,
  type DocumentLink,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  MarkupKind,
  type Position,
} from "vscode-languageserver-types";
import { explainStart, startsIn } from "../startLog/explain.js";
import { matchOf } from "../startLog/matchRecord.js";
import type { Start } from "../startLog/startsOf.js";

/** A log as it is open in an editor, read once. */
export interface LogSnapshot {
  readonly uri: string;
  readonly version: number;
  readonly starts: readonly Start[];
  readonly lines: readonly string[];
}

export function logSnapshotOf(uri: string, version: number, text: string): LogSnapshot {
  return { uri, version, starts: startsIn(text), lines: text.split(/\r?\n/) };
}

/** The command of a client that explains a start of a log. */
export const explainCommand = "lxcConfig.explainStartFailure";

/** What the message at a position means. */
export function logHoverAt({ starts, lines }: LogSnapshot, { line }: Position): Hover | undefined {
  const record = starts.flatMap(({ records }) => records).find((each) => each.line <= line && line <= each.lastLine);
  const match = record && matchOf(record);
  if (!match) return undefined;
  const { causes, repair } = match.signature;
  const [cause = "", ...others] = causes;
  const parts = [cause];
  if (repair !== "") parts.push(`**What to do:** ${repair}`);
  if (others.length > 0) parts.push("It may also be this:", others.map((other) => `- ${other}`).join("\n"));
  const end = { line: match.record.lastLine, character: lines[match.record.lastLine]?.length ?? 0 };
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n") },
    range: { start: { line: match.record.line, character: 0 }, end },
  };
}

/** One fold for each start, where there are several or one has more than a line. */
export function logFoldingRangesOf({ starts }: LogSnapshot): FoldingRange[] {
  return starts.flatMap((start): FoldingRange[] => {
    const { first, last } = linesOf(start);
    return last > first ? [{ startLine: first, endLine: last, kind: FoldingRangeKind.Region }] : [];
  });
}

/** Above each start that failed: what explains it. */
export function logLensesOf({ uri, starts }: LogSnapshot): CodeLens[] {
  return starts.flatMap((start, index): CodeLens[] => {
    if (!explainStart(starts, index, undefined).failed) return [];
    const { first } = linesOf(start);
    const position = { line: first, character: 0 };
    const who = start.container === undefined ? "this start" : `the start of ${start.container}`;
    return [
      {
        range: { start: position, end: position },
        command: { title: `Explain ${who}`, command: explainCommand, arguments: [{ uri, start: index }] },
      },
    ];
  });
}

/** The line of the config that each message quotes leads there; `configOf` finds the config of a container. */
export function logLinksOf(
  { starts, lines }: LogSnapshot,
  targetOf: (start: number, line: number) => string | undefined,
): DocumentLink[] {
  return starts.flatMap((start, index) =>
    start.records.flatMap((record): DocumentLink[] => {
      const text = lines[record.line] ?? "";
      const quoted = /"[^"]+"/.exec(text);
      if (!quoted) return [];
      const target = targetOf(index, record.line);
      if (target === undefined) return [];
      const character = quoted.index + 1;
      return [
        {
          range: {
            start: { line: record.line, character },
            end: { line: record.line, character: quoted.index + quoted[0].length - 1 },
          },
          target,
          tooltip: "Show the line of the config",
        },
      ];
    }),
  );
}

function linesOf({ records }: Start): { readonly first: number; readonly last: number } {
  return { first: records[0]?.line ?? 0, last: records.at(-1)?.lastLine ?? 0 };
}
