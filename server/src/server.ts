import {
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { kindOfFile } from "./container/detect.js";
import { codeActionKinds, codeActionsAt } from "./editor/codeActions.js";
import { completionsAt, completionTriggers } from "./editor/completion.js";
import { diagnosticsOf } from "./editor/diagnostics.js";
import { foldingRangesOf } from "./editor/folding.js";
import { hoverAt } from "./editor/hover.js";
import { type Snapshot, snapshotOf } from "./editor/snapshot.js";
import { symbolsOf } from "./editor/symbols.js";
import { readTextsWith, type Texts } from "./knowledge/texts.js";
import type { Dialect } from "./syntax/document.js";

/** What a client can say at the start besides the protocol's own. */
interface ClientOptions {
  /** It has the command `lxcConfig.showRuleDocumentation`. */
  readonly showsRuleDocumentation?: boolean;
  /** The summaries of the knowledge tables, for a server that cannot read files. */
  readonly texts?: Texts;
}

/** Serves one client until it ends the connection. `name` tells the flavour of the server, for logs. */
export function serve(connection: Connection, name: string, version: string): void {
  const documents = new TextDocuments(TextDocument);
  const snapshots = new Map<string, Snapshot>();
  let options: ClientOptions = {};
  let clientPulls = false;
  let clientRefreshes = false;

  /** An exception in a feature is logged and costs only this answer. */
  function guarded<T>(feature: string, fallback: T, answer: () => T): T {
    try {
      return answer();
    } catch (error) {
      logFailure(feature, error);
      return fallback;
    }
  }

  function logFailure(what: string, error: unknown): void {
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** The document as it is now, read once for each version; undefined for a document that is not open or not ours. */
  function snapshotFor(uri: string): Snapshot | undefined {
    const document = documents.get(uri);
    if (!document) return undefined;
    const known = snapshots.get(uri);
    if (known?.version === document.version) return known;
    const text = document.getText();
    const dialect = dialectOf(document.languageId, uri, text);
    if (!dialect) return undefined;
    const snapshot = snapshotOf(uri, document.version, text, dialect, logFailure);
    snapshots.set(uri, snapshot);
    return snapshot;
  }

  function currentDiagnostics(uri: string): Diagnostic[] {
    return guarded("diagnostics", [], () => {
      const snapshot = snapshotFor(uri);
      return snapshot ? diagnosticsOf(snapshot) : [];
    });
  }

  // Changes that arrive together are answered together: one publish for the newest version, after the messages that wait have been read.
  const waiting = new Set<string>();
  function publishSoon(uri: string): void {
    if (clientPulls) return;
    if (waiting.size === 0) setTimeout(publishWaiting, 0);
    waiting.add(uri);
  }
  function publishWaiting(): void {
    const uris = [...waiting];
    waiting.clear();
    for (const uri of uris) {
      const document = documents.get(uri);
      if (!document) continue;
      const diagnostics = currentDiagnostics(uri);
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    }
  }

  connection.onInitialize(({ capabilities, initializationOptions }: InitializeParams): InitializeResult => {
    options = isClientOptions(initializationOptions) ? initializationOptions : {};
    const { texts } = options;
    if (texts) readTextsWith(() => texts);
    clientPulls = capabilities.textDocument?.diagnostic !== undefined;
    clientRefreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    return {
      serverInfo: { name, version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...(clientPulls
          ? { diagnosticProvider: { identifier: "lxc", interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
        codeActionProvider: { codeActionKinds },
        hoverProvider: true,
        completionProvider: { triggerCharacters: completionTriggers },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
      },
    };
  });

  connection.onInitialized(() => {
    if (clientPulls && clientRefreshes) connection.languages.diagnostics.refresh();
  });

  documents.onDidChangeContent(({ document }) => publishSoon(document.uri));
  documents.onDidClose(({ document }) => {
    snapshots.delete(document.uri);
    if (!clientPulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(({ textDocument, previousResultId }): DocumentDiagnosticReport => {
    const resultId = String(documents.get(textDocument.uri)?.version ?? "");
    if (resultId !== "" && resultId === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: currentDiagnostics(textDocument.uri) };
  });

  connection.onCodeAction(({ textDocument, range, context }: CodeActionParams) =>
    guarded("code actions", [], () => {
      const snapshot = snapshotFor(textDocument.uri);
      const showsRuleDocumentation = options.showsRuleDocumentation === true;
      return snapshot ? codeActionsAt(snapshot, range, context, { showsRuleDocumentation }) : [];
    }),
  );
  connection.onHover(({ textDocument, position }) =>
    guarded("hover", null, () => {
      const snapshot = snapshotFor(textDocument.uri);
      return snapshot ? (hoverAt(snapshot, position) ?? null) : null;
    }),
  );
  connection.onCompletion(({ textDocument, position }) =>
    guarded("completion", [], () => {
      const snapshot = snapshotFor(textDocument.uri);
      return snapshot ? completionsAt(snapshot, position) : [];
    }),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    guarded("document symbols", [], () => {
      const snapshot = snapshotFor(textDocument.uri);
      return snapshot ? symbolsOf(snapshot) : [];
    }),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    guarded("folding ranges", [], () => {
      const snapshot = snapshotFor(textDocument.uri);
      return snapshot ? foldingRangesOf(snapshot) : [];
    }),
  );

  documents.listen(connection);
  connection.listen();
}

/** Our own language ids decide; another editor may know the file under any name, then path and content do. */
function dialectOf(languageId: string, uri: string, text: string): Dialect | undefined {
  if (languageId === "proxmox-lxc") return "proxmox";
  if (languageId === "lxc") return "lxc";
  const kind = kindOfFile(decodeURI(uri), text);
  return kind === "proxmox" || kind === "lxc" ? kind : undefined;
}

function isClientOptions(value: unknown): value is ClientOptions {
  return typeof value === "object" && value !== null;
}
