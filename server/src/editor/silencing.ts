import {
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { emptyText, silenced, silencingEdits } from "../configuration/silence.js";
import { ctidOfPath } from "../container/containerNames.js";
import type { Finding } from "../rules/finding.js";
import { ignoreComment } from "../rules/ignores.js";
import { lineAt, lineEndOf, positionOf } from "../syntax/document.js";
import { lineStartsOf, rangeAt } from "../syntax/position.js";
import { diagnosticOf } from "./diagnostics.js";
import type { Snapshot } from "./snapshot.js";

/** The `lxc-lint.json` into which a quick fix writes. */
export interface Silencing {
  readonly uri: string;
  /** Its text; undefined when the file is not there yet. */
  readonly text: string | undefined;
  /** The path by which it knows the config. */
  readonly path: string;
  /** The client has the command that saves a file, so that what was written counts at once. */
  readonly saves: boolean;
}

/** The quick fixes that change nothing but what is said: each rule silenced here, for the container, or everywhere. */
export function silencingActions(
  snapshot: Snapshot,
  findings: readonly Finding[],
  silencing: Silencing | undefined,
): CodeAction[] {
  const first = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  return first.flatMap((finding) => [
    ...ignoreOnLine(snapshot, finding),
    ...(silencing
      ? [silence(snapshot, finding, silencing, true), silence(snapshot, finding, silencing, false)].flat()
      : []),
  ]);
}

/** A comment above the line; native configs only, as Proxmox moves comments. */
function ignoreOnLine(snapshot: Snapshot, finding: Finding): CodeAction[] {
  const { uri, document } = snapshot;
  const line = lineAt(document, finding.span.start);
  // A comment cannot silence what is said of itself.
  if (document.dialect !== "lxc" || !line || line.kind === "comment") return [];
  const start = positionOf(document, line.start);
  const newText = `${ignoreComment(finding.rule)}${lineEndOf(document)}`;
  return [
    {
      title: `Ignore ${finding.rule} on this line`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      edit: { changes: { [uri]: [{ range: { start, end: start }, newText }] } },
    },
  ];
}

function silence(snapshot: Snapshot, finding: Finding, silencing: Silencing, onlyHere: boolean): CodeAction[] {
  const { rule } = finding;
  const edit = configurationEdit(rule, silencing, onlyHere ? ownName(silencing.path) : undefined);
  if (!edit) return [];
  const save = { title: "Save", command: "lxcConfig.saveConfiguration", arguments: [silencing.uri] };
  return [
    {
      title: `Silence ${rule} ${onlyHere ? "in this container" : "everywhere"}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      edit,
      ...(silencing.saves ? { command: save } : {}),
    },
  ];
}

/** How a configuration names one config: the CTID, which stays right when the container moves to another node; else its path. */
function ownName(path: string): string {
  return ctidOfPath(path)?.toString() ?? path.replaceAll(/[\\*?[\]{}()!+@]/g, "\\$&");
}

function configurationEdit(
  rule: string,
  { uri, text }: Silencing,
  files: string | undefined,
): WorkspaceEdit | undefined {
  const textDocument = { uri, version: null };
  if (!text) {
    const newText = silenced(emptyText, rule, files) ?? "";
    const create: CreateFile[] = text === undefined ? [{ kind: "create", uri, options: { ignoreIfExists: true } }] : [];
    return { documentChanges: [...create, { textDocument, edits: [{ range: atTheTop, newText }] }] };
  }
  const edits = silencingEdits(text, rule, files);
  if (!edits) return undefined;
  const starts = lineStartsOf(text);
  const textEdits = edits.map((edit) => ({ range: rangeAt(starts, edit), newText: edit.newText }));
  return { documentChanges: [{ textDocument, edits: textEdits }] };
}

const atTheTop: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
