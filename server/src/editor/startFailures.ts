import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver-types";
import { pageOf } from "../rules/documentation.js";
import type { Explanation, Failure } from "../startLog/explain.js";
import { liblxcInWords } from "../startLog/liblxcOf.js";
import { type Document, rangeOf, textOf } from "../syntax/document.js";

/** Where a log lies: a document, and the line in it. */
export interface LogPlace {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}

/** A failed start that is shown at the line of the config it comes from, until that line changes. */
export interface StartFailure {
  /** The line as it was when the container did not start, and its number, 0-based. */
  readonly text: string;
  readonly line: number;
  readonly startCharacter: number;
  readonly endCharacter: number;
  readonly message: string;
  readonly logMessage: string;
  readonly log: LogPlace | undefined;
}

/** What is shown at the config: the root cause, where the log leads to a line. */
export function startFailureOf(
  document: Document,
  { failures }: Explanation,
  logUri: string | undefined,
): StartFailure | undefined {
  const root = failures.find(({ fatal }) => fatal);
  if (!root?.place) return undefined;
  const { start, end } = rangeOf(document, root.place);
  const line = document.lines[start.line];
  if (!line) return undefined;
  const { causes, repair, rule } = root;
  // The rule says the rest at the same place.
  const sentences = rule === undefined ? [causes[0] ?? "", repair] : [causes[0] ?? ""];
  return {
    text: textOf(document, line),
    line: start.line,
    startCharacter: start.character,
    endCharacter: end.line === start.line ? end.character : line.end - line.start,
    message: ["The container did not start because of this line.", ...sentences].filter(Boolean).join(" "),
    logMessage: root.message,
    log: logUri === undefined ? undefined : { uri: logUri, line: root.line },
  };
}

/** The diagnostic of a failed start in the document as it is now; undefined when the line is no longer there. */
export function startFailureDiagnostic(document: Document, failure: StartFailure): Diagnostic | undefined {
  const line = nearestLine(document, failure);
  if (line === undefined) return undefined;
  const range: Range = {
    start: { line, character: failure.startCharacter },
    end: { line, character: failure.endCharacter },
  };
  const diagnostic: Diagnostic = {
    range,
    severity: DiagnosticSeverity.Error,
    source: "lxc",
    code: "start-failed",
    message: failure.message,
  };
  if (failure.log) {
    const position = { line: failure.log.line, character: 0 };
    const location = { uri: failure.log.uri, range: { start: position, end: position } };
    diagnostic.relatedInformation = [{ location, message: failure.logMessage }];
  }
  return diagnostic;
}

/** Lines above it may have come and gone. */
function nearestLine(document: Document, { text, line }: StartFailure): number | undefined {
  let nearest: number | undefined;
  for (const each of document.lines) {
    if (each.end - each.start !== text.length || textOf(document, each) !== text) continue;
    if (nearest === undefined || Math.abs(each.index - line) < Math.abs(nearest - line)) nearest = each.index;
  }
  return nearest;
}

/** The page that explains a start, as Markdown. `config` is the text of the config, if it is known. */
export function explanationPage(explanation: Explanation, config?: Document, configName?: string): string {
  const { failed, failures, container, starts } = explanation;
  const who = container === undefined ? "The container" : `Container ${container}`;
  if (starts === 0) return "# There is no log\n\nThe text is empty.\n";
  if (!explanation.isLog) return "# This is no log of a start\n\nNothing in it is a message of LXC or Proxmox.\n";
  const [root] = failures;
  if (!failed || !root) {
    return `# ${who} did not fail to start\n\nNothing in this log says that the start has failed.\n${warningsOf(failures)}`;
  }
  const parts = [`# ${who} does not start`, ...failureParts(root, config, configName), warningsOf(failures.slice(1))];
  const writer = liblxcInWords(explanation.liblxc);
  if (writer !== undefined) parts.push(`${writer} has written this log.`);
  if (starts > 1) parts.push(`The log holds ${starts} starts. This is the ${explanation.start + 1}.`);
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function failureParts(root: Failure, config: Document | undefined, configName: string | undefined): readonly string[] {
  const { causes, repair, place, message, line, fixes, command, confidence, rule } = root;
  const [cause = "", ...others] = causes;
  const parts = [cause];
  if (config && place) {
    const { start } = rangeOf(config, place);
    const source = config.lines[start.line];
    const name = configName === undefined ? "" : ` of ${configName}`;
    parts.push(`Line ${start.line + 1}${name}:`, fenced(config.dialect, source ? textOf(config, source) : ""));
  }
  parts.push(`The log says in line ${line + 1}:`, fenced("lxc-log", message));
  const [fix] = fixes;
  const edit = fix ? `${fix.title}.` : "";
  const todo = confidence === "certain" ? edit : [repair, edit && `In one edit: ${edit}`].filter(Boolean).join(" ");
  if (todo !== "") parts.push(`**What to do:** ${todo}`);
  if (command !== undefined && confidence !== "certain")
    parts.push("On the host this tells more:", fenced("sh", command));
  if (confidence === "possible" && others.length > 0) {
    parts.push("It may also be this:", others.map((other) => `- ${other}`).join("\n"));
  }
  if (rule !== undefined) parts.push(`More about it: [${rule}](${pageOf(rule)})`);
  return parts;
}

function warningsOf(failures: readonly Failure[]): string {
  const told = failures.filter(({ repair, fatal }) => !fatal && repair !== "");
  if (told.length === 0) return "";
  const list = told.map(({ causes, line }) => `- Line ${line + 1}: ${causes[0] ?? ""}`);
  return ["## In the same log", list.join("\n")].join("\n\n");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replaceAll("```", "` ` `")}\n\`\`\``;
}
