import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { pageOf } from "../rules/documentation.js";
import type { Finding, Severity } from "../rules/finding.js";
import { rangeOf } from "../syntax/document.js";
import type { Snapshot } from "./snapshot.js";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** The complete set of diagnostics of a snapshot. */
export function diagnosticsOf(snapshot: Snapshot): Diagnostic[] {
  return snapshot.findings().map((finding) => diagnosticOf(snapshot, finding));
}

export function diagnosticOf({ uri, document }: Snapshot, finding: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(document, finding.span),
    severity: severities[finding.severity],
    source: "lxc",
    code: finding.rule,
    codeDescription: { href: pageOf(finding.rule) },
    message: finding.message,
  };
  if (finding.tags.length > 0) diagnostic.tags = finding.tags.map((tag) => tags[tag]);
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ span, message }) => ({
      location: { uri, range: rangeOf(document, span) },
      message,
    }));
  }
  return diagnostic;
}
