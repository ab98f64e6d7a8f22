import { pageOf } from "../rules/documentation.js";
import { type Document, rangeOf } from "../syntax/document.js";
import type { CheckedFile } from "./checkCommand.js";
import type { Report } from "./report.js";

/** The report of `check --format json`, version 1. Lines and characters are 0-based, characters are UTF-16 units, ranges are half-open. */
export function jsonReport(): Report {
  let separator = "\n";
  return {
    start: '{ "version": 1, "files": [',
    add(file) {
      const text = `${separator}${JSON.stringify(fileReport(file), null, 1)}`;
      separator = ",\n";
      return text;
    },
    end: () => "\n] }\n",
  };
}

function fileReport({ path, document, findings }: CheckedFile) {
  return {
    path,
    dialect: document.dialect,
    findings: findings.map(({ rule, severity, rejectedBy, span, message, related, tags, fixes }) => ({
      rule,
      severity,
      rejectedBy,
      message,
      url: pageOf(rule),
      range: rangeOf(document, span),
      tags,
      related: related.map((each) => ({ message: each.message, path, range: rangeOf(document, each.span) })),
      fixes: fixes.map((fix, index) => ({
        title: fix.title,
        safe: fix.safe,
        preferred: index === 0 && fix.safe,
        edits: editsReport(document, fix.edits),
      })),
    })),
  };
}

function editsReport(document: Document, edits: readonly { start: number; end: number; newText: string }[]) {
  return edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText }));
}
