import type { createColors } from "picocolors";
import { pageOf } from "../rules/documentation.js";
import type { Finding, Severity } from "../rules/finding.js";
import { positionOf, rangeOf } from "../syntax/document.js";
import type { CheckedFile } from "./checkCommand.js";
import type { Report } from "./report.js";
import { countingSummary } from "./summary.js";
import { underlined } from "./underlined.js";

type Colors = ReturnType<typeof createColors>;

/**
 * The report for people: each finding with its source line, the place underlined, what to do, and where to read on. Hints, of which a config may
 * have many and which can wait, are counted alone unless they are asked for.
 */
export function prettyReport(colors: Colors, showsHints: boolean): Report {
  const summary = countingSummary();
  let isEmpty = true;
  return {
    start: "",
    add(file) {
      summary.count(file);
      isEmpty = false;
      return file.findings
        .filter(({ severity }) => showsHints || severity !== "hint")
        .map((finding) => `${findingBlock(file, finding, colors)}\n`)
        .join("");
    },
    // Where nothing could be checked, "no findings" would sound like praise.
    end: () =>
      isEmpty
        ? ""
        : summary.text(
            (text, severity) => (severity ? painterOf(severity, colors) : colors.green)(text),
            showsHints ? "" : "--hints",
          ),
  };
}

function findingBlock({ path, document }: CheckedFile, finding: Finding, colors: Colors): string {
  const { start } = rangeOf(document, finding.span);
  const paint = painterOf(finding.severity, colors);
  const place = `${path}:${start.line + 1}:${start.character + 1}`;
  const lines = [
    `${colors.bold(place)} ${paint(finding.severity)} ${colors.dim(finding.rule)}`,
    ...underlined(document, finding.span, paint, colors),
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
