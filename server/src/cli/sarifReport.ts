import { createHash } from "node:crypto";
import { pageOf } from "../rules/documentation.js";
import type { Finding, Fix, Severity } from "../rules/finding.js";
import { rules } from "../rules/index.js";
import { type Document, lineAt, rangeOf } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";
import type { CheckedFile } from "./checkCommand.js";
import { addressOf } from "./projectPath.js";
import type { Outcome, Report } from "./report.js";
import { bodyOf, type RulePages, titleOf } from "./rulesCommand.js";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/**
 * SARIF 2.1.0 with one run. The rules that have found something come behind the results, as only then they are known; a result names
 * its rule by `ruleId` and `ruleIndex`. Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
export function sarifReport(version: string, readPages: () => RulePages): Report {
  const indexes = new Map<string, number>();
  let separator = "\n";
  return {
    start:
      '{ "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\n' +
      '"version": "2.1.0",\n"runs": [ { "columnKind": "utf16CodeUnits", "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n"results": [',
    add(file) {
      const fingerprintOf = fingerprints(file.document);
      let text = "";
      for (const finding of file.findings) {
        const index = indexes.get(finding.rule) ?? indexes.size;
        indexes.set(finding.rule, index);
        text += separator + JSON.stringify(resultOf(file, finding, index, fingerprintOf(finding)));
        separator = ",\n";
      }
      return text;
    },
    end(outcome) {
      const names = [...indexes.keys()];
      const pages = names.length > 0 ? readPages() : {};
      const driver = {
        name: "lxc-lint",
        semanticVersion: version,
        informationUri: "https://github.com/lxc-config/lxc-config",
        rules: names.map((name) => ruleReport(name, pages[name] ?? "")),
      };
      return `\n],\n"tool": ${JSON.stringify({ driver }, null, 1)},\n"invocations": ${JSON.stringify([invocationOf(outcome)], null, 1)} } ] }\n`;
    },
  };
}

function resultOf({ path, document }: CheckedFile, finding: Finding, ruleIndex: number, fingerprint: string) {
  const artifactLocation = addressOf(path);
  const placeOf = (span: Span) => ({ artifactLocation, region: regionOf(document, span) });
  const { rule, severity, rejectedBy, span, message, related, fixes } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: placeOf(span) }],
    partialFingerprints: { "lxcLint/v1": fingerprint },
    ...(related.length > 0 && {
      relatedLocations: related.map((each, index) => ({
        id: index + 1,
        physicalLocation: placeOf(each.span),
        message: { text: each.message },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixReport(document, artifactLocation, fix)) }),
    properties: { severity, rejectedBy },
  };
}

function fixReport(document: Document, artifactLocation: ReturnType<typeof addressOf>, { title, safe, edits }: Fix) {
  const replacements = edits.map(({ start, end, newText }) => ({
    deletedRegion: regionOf(document, { start, end }),
    ...(newText !== "" && { insertedContent: { text: newText } }),
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }], properties: { safe } };
}

/** Lines and columns are 1-based; the end column is the one behind the last character. */
function regionOf(document: Document, span: Span) {
  const { start, end } = rangeOf(document, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** What stays the same when lines move: the rule, the section, the text of the line, and the part that is meant; then the number among equal ones. */
function fingerprints(document: Document): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, span }) => {
    const line = lineAt(document, span.start);
    const text = line ? document.text.slice(line.start, line.end).trim() : "";
    const parts = [rule, line?.section.name ?? "", text, document.text.slice(span.start, span.end)];
    const hash = createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
    const number = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, number);
    return `${hash}:${number}`;
  };
}

function ruleReport(name: string, page: string) {
  const rule = rules.find((each) => each.name === name);
  const title = titleOf(page) || name;
  return {
    id: name,
    shortDescription: { text: title },
    helpUri: pageOf(name),
    help: { text: `${title}: ${pageOf(name)}`, markdown: bodyOf(page) || title },
    defaultConfiguration: { level: levels[rule?.severity ?? "warning"] },
    properties: { tags: [rule?.area ?? "configuration"] },
  };
}

function invocationOf({ status, complaints }: Outcome) {
  return {
    executionSuccessful: status !== 2,
    exitCode: status,
    toolExecutionNotifications: complaints.map((text) => ({ level: "error", message: { text } })),
  };
}
