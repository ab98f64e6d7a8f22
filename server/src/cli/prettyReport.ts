import type { createColors } from "picocolors";
import { pageOf } from "../rules/documentation.js";
import type { Finding, Severity } from "../rules/finding.js";
import { type Document, offsetOf, positionOf, rangeOf } from "../syntax/document.js";
import type { CheckedFile } from "./checkCommand.js";
import type { Report } from "./report.js";
import { countingSummary } from "./summary.js";

type Colors = ReturnType<typeof createColors>;

/** A longer source line is shown in part, around what is underlined. */
const widestLine = 150;

/** The report for people: each finding with its source line, the place underlined, what to do, and where to read on. */
export function prettyReport(colors: Colors): Report {
  const summary = countingSummary();
  let isEmpty = true;
  return {
    start: "",
    add(file) {
      summary.count(file);
      isEmpty = false;
      return file.findings.map((finding) => `${findingBlock(file, finding, colors)}\n`).join("");
    },
    // Where nothing could be checked, "no findings" would sound like praise.
    end: () =>
      isEmpty ? "" : summary.text((text, severity) => (severity ? painterOf(severity, colors) : colors.green)(text)),
  };
}

function findingBlock({ path, document }: CheckedFile, finding: Finding, colors: Colors): string {
  const { start, end } = rangeOf(document, finding.span);
  const paint = painterOf(finding.severity, colors);
  const place = `${path}:${start.line + 1}:${start.character + 1}`;
  const number = String(start.line + 1);
  const margin = " ".repeat(number.length);
  const source = sourceOf(document, start.line, start.character, end.line === start.line ? end.character : undefined);
  const lines = [
    `${colors.bold(place)} ${paint(finding.severity)} ${colors.dim(finding.rule)}`,
    `  ${colors.dim(`${number} |`)} ${source.text}`,
    `  ${colors.dim(`${margin} |`)} ${" ".repeat(source.start)}${paint("^".repeat(source.length))}`,
    `  ${finding.message}`,
    ...finding.related.map(
      ({ span, message }) => `  ${colors.dim(`line ${positionOf(document, span.start).line + 1}:`)} ${message}`,
    ),
    ...finding.fixes
      .slice(0, 1)
      .map((fix) => `  ${colors.green("fix:")} ${fix.title}${fix.safe ? "" : " (--fix-unsafe)"}`),
    `  ${colors.dim(pageOf(finding.rule))}`,
  ];
  return `${lines.join("\n")}\n`;
}

function painterOf(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, information: colors.cyan, hint: colors.dim }[severity];
}

/** A line of the file, safe for a terminal and not too wide, and where the underlined part lies in it. */
function sourceOf(document: Document, line: number, from: number, to: number | undefined) {
  const all = lineText(document, line);
  const end = Math.min(to ?? all.length, all.length);
  const first = all.length <= widestLine ? 0 : Math.max(0, Math.min(from - 40, all.length - widestLine));
  const last = Math.min(all.length, first + widestLine);
  const lead = first > 0 ? "…" : "";
  return {
    text: `${lead}${printable(all.slice(first, last))}${last < all.length ? "…" : ""}`,
    start: Math.min(from, last) - first + lead.length,
    length: Math.max(1, Math.min(end, last) - from),
  };
}

function lineText(document: Document, line: number): string {
  const { text } = document;
  const offset = offsetOf(document, { line, character: 0 });
  let end = offset;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return text.slice(offset, end);
}

/** Control characters would steer the terminal, and a tab would shift what is underlined. */
function printable(text: string): string {
  let result = "";
  for (const character of text) {
    const code = character.charCodeAt(0);
    result += code < 32 || (code >= 127 && code < 160) ? (code === 9 ? " " : "\u00b7") : character;
  }
  return result;
}
