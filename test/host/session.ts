// What the in-host tests do with VS Code, in the words of the tests.
import * as assert from "node:assert/strict";
import {
  type CodeAction,
  CodeActionKind,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";

export const fixAllKind = CodeActionKind.SourceFixAll.append("lxc");

export function extension() {
  const found = extensions.getExtension<{ serverInfo?: { name: string } }>("lxc-config.lxc-config");
  assert.ok(found);
  return found;
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const { document } = await window.showTextDocument(Uri.joinPath(folder.uri, path), { preview: false });
  return document;
}

export function languageOf(uri: Uri): string | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.languageId;
}

/** Inserts text at the end of a line and returns the place behind it. */
export async function insert(document: TextDocument, line: number, text: string): Promise<Position> {
  const { end } = document.lineAt(line).range;
  const editor = await window.showTextDocument(document);
  assert.ok(await editor.edit((edit) => edit.insert(end, text)));
  return document.positionAt(document.offsetAt(end) + text.length);
}

export async function diagnosticOf(uri: Uri, rule: string): Promise<Diagnostic> {
  return until(`a finding of ${rule}`, () =>
    languages.getDiagnostics(uri).find(({ code }) => (typeof code === "object" ? code.value : code) === rule),
  );
}

export function errorsOf(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
}

/** The hover at the first place where a word stands in a document. */
export async function hoverAt(document: TextDocument, word: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join("\n");
}

export async function completionsAt(document: TextDocument, position: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

export async function actionsAt(uri: Uri, range: Range, kind: CodeActionKind): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind.value);
}

export function wholeOf(document: TextDocument): Range {
  return new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}

/** Waits as long as VS Code can need to react, before a test says that nothing happened. */
export async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Waits up to ten seconds for something to be there. */
export async function until<T>(what: string, read: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ten seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
