import type { Severity } from "../rules/finding.js";
import { positionOf } from "../syntax/document.js";
import type { Report } from "./report.js";

const severities: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "info",
};

/** XML in the form of Checkstyle, which Jenkins, reviewdog and many others read. Files without findings are left out. */
export function checkstyleReport(): Report {
  return {
    start: '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n',
    add({ path, document, findings }) {
      if (findings.length === 0) return "";
      const errors = findings.map(({ rule, severity, span, message }) => {
        const { line, character } = positionOf(document, span.start);
        const attributes = [
          `line="${line + 1}"`,
          `column="${character + 1}"`,
          `severity="${severities[severity]}"`,
          `message="${escapedAttribute(message)}"`,
          `source="lxc-lint.${rule}"`,
        ];
        return `    <error ${attributes.join(" ")}/>\n`;
      });
      return `  <file name="${escapedAttribute(path)}">\n${errors.join("")}  </file>\n`;
    },
    end: () => "</checkstyle>\n",
  };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What XML 1.0 has no form for at all becomes the replacement character. */
function escapedAttribute(text: string): string {
  let escaped = "";
  for (const character of text) escaped += entities[character] ?? (isWritable(character) ? character : "\ufffd");
  return escaped;
}

function isWritable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
