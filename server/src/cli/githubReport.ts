import type { Severity } from "../rules/finding.js";
import { rangeOf } from "../syntax/document.js";
import { pathInProject } from "./projectPath.js";
import type { Report } from "./report.js";
import { countingSummary } from "./summary.js";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/**
 * Workflow commands, which GitHub Actions shows as annotations beside the lines. Source: GitHub's documentation, "Workflow commands", and
 * actions/toolkit, packages/core/src/command.ts (the escapes).
 */
export function githubReport(): Report {
  const summary = countingSummary();
  return {
    start: "",
    add(file) {
      summary.count(file);
      const { path, document, findings } = file;
      return findings
        .map(({ rule, severity, span, message }) => {
          const { start, end } = rangeOf(document, span);
          const place = { file: pathInProject(path), line: start.line + 1, endLine: end.line + 1 };
          // GitHub refuses columns when the lines differ.
          const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
          const properties = Object.entries({ ...place, ...columns, title: rule });
          const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
          return `::${commands[severity]} ${written.join(",")}::${escapedData(message)}\n`;
        })
        .join("");
    },
    end: ({ complaints }) => {
      const unusable = complaints.map((complaint) => `::error title=lxc-lint::${escapedData(complaint)}\n`);
      return `${unusable.join("")}${summary.text()}`;
    },
  };
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
