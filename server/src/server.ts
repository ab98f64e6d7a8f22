import {
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  type ShowMessageParams,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { kindOfFile } from "./container/detect.js";
import { codeActionKinds, codeActionsAt } from "./editor/codeActions.js";
import { codeLensesOf } from "./editor/codeLenses.js";
import { diagnosticsOf } from "./editor/diagnostics.js";
import { documentLinksOf } from "./editor/documentLinks.js";
import { foldingRangesOf } from "./editor/folding.js";
import { formattingOf } from "./editor/formatting.js";
import { hoverAt } from "./editor/hover.js";
import { type LogSnapshot, logFoldingRangesOf, logHoverAt, logLensesOf } from "./editor/logFeatures.js";
import { type Snapshot, snapshotOf } from "./editor/snapshot.js";
import { symbolsOf } from "./editor/symbols.js";
import { readTextsWith, type Texts } from "./knowledge/texts.js";
import { answerCompletion } from "./session/completion.js";
import { type FindConfiguration, followConfigurations } from "./session/configurations.js";
import { answerPreviews, generatedScheme } from "./session/previews.js";
import { answerRecipes } from "./session/recipes.js";
import { followStartLogs } from "./session/startLogs.js";
import { answerStatus } from "./session/status.js";
import { answerStructure } from "./session/structure.js";
import type { Dialect } from "./syntax/document.js";

/** What a client can say at the start besides the protocol's own. */
interface ClientOptions {
  /** It has the command `lxcConfig.showRuleDocumentation`. */
  readonly showsRuleDocumentation?: boolean;
  /** It has the command `lxcConfig.saveConfiguration`. */
  readonly savesConfiguration?: boolean;
  /** It has the command `lxcConfig.explainStartFailure`. */
  readonly explainsStarts?: boolean;
  /** It has the command `lxcConfig.showGeneratedConfig`. */
  readonly showsGeneratedConfig?: boolean;
  /** It has the command `lxcConfig.applyRecipe`. */
  readonly appliesRecipes?: boolean;
  /** The summaries of the knowledge tables, for a server that cannot read files. */
  readonly texts?: Texts;
}

/** Serves one client until it ends the connection. `name` tells the flavour of the server, for logs; without `findConfiguration` no file is read. */
export function serve(
  connection: Connection,
  name: string,
  version: string,
  findConfiguration: FindConfiguration = () => undefined,
): void {
  const documents = new TextDocuments(TextDocument);
  const snapshots = new Map<string, { readonly snapshot: Snapshot; readonly generation: number }>();
  let options: ClientOptions = {};
  let hasFolders = false;
  let clientPulls = false;
  let clientRefreshes = false;
  const refreshDiagnostics = (): void => {
    if (!clientPulls || !clientRefreshes) return;
    connection.languages.diagnostics.refresh().catch((error: unknown) => {
      connection.console.error(`The client did not ask for diagnostics again: ${String(error)}`);
    });
  };
  const configurations = followConfigurations(connection, findConfiguration, () => {
    refreshDiagnostics();
    structure.refresh();
    for (const { uri } of documents.all()) publishSoon(uri);
  });

  let startFailureChanges = 0;
  const startLogs = followStartLogs(
    connection,
    {
      get: (uri) => documents.get(uri),
      snapshotFor,
      configs: () => documents.keys().filter((uri) => snapshotFor(uri) !== undefined),
      hasTarget: (uri) => configurations.of(uri).target !== undefined,
    },
    (uri) => {
      startFailureChanges++;
      refreshDiagnostics();
      publishSoon(uri);
    },
  );
  /** All that is shown at a config: the findings, and the start that failed. */
  function allDiagnosticsOf(snapshot: Snapshot): Diagnostic[] {
    // What is wrong with a generated config is said at the config that it comes from.
    if (snapshot.uri.startsWith(`${generatedScheme}:`)) return [];
    return [...startLogs.diagnosticsOf(snapshot), ...diagnosticsOf(snapshot)];
  }

  /** The answer of a feature that logs have too. */
  function logAnswer<T>(feature: string, uri: string, make: (log: LogSnapshot) => T): T | undefined {
    return guarded(feature, undefined, () => {
      const log = startLogs.logFor(uri);
      return log && make(log);
    });
  }

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
    const { generation } = configurations;
    if (known?.snapshot.version === document.version && known.generation === generation) return known.snapshot;
    const text = document.getText();
    const dialect = dialectOf(document.languageId, uri, text);
    if (!dialect) return undefined;
    const snapshot = snapshotOf(uri, document.version, text, dialect, logFailure, configurations.of(uri));
    snapshots.set(uri, { snapshot, generation });
    return snapshot;
  }

  /** The answer of a feature, as soon as it is known what is set for the document. */
  function answer<T>(feature: string, uri: string, fallback: T, make: (snapshot: Snapshot) => T): T | Promise<T> {
    const now = () =>
      guarded(feature, fallback, () => {
        const snapshot = snapshotFor(uri);
        return snapshot ? make(snapshot) : fallback;
      });
    const waiting = documents.get(uri) ? configurations.pending(uri) : undefined;
    return waiting ? waiting.then(now) : now();
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
    for (const uri of uris) void publish(uri);
  }
  async function publish(uri: string): Promise<void> {
    const diagnostics = await answer("diagnostics", uri, [], allDiagnosticsOf);
    const document = documents.get(uri);
    // A later change is published by itself.
    if (document && !waiting.has(uri)) void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { capabilities, initializationOptions } = params;
    const { registersFormatter } = configurations.initialize(params);
    options = isClientOptions(initializationOptions) ? initializationOptions : {};
    const { texts } = options;
    if (texts) readTextsWith(() => texts);
    hasFolders = capabilities.workspace?.workspaceFolders === true;
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
        ...completion.initialize(capabilities),
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        codeLensProvider: {},
        documentLinkProvider: {},
        ...structure.initialize(capabilities),
        ...(registersFormatter ? {} : { documentFormattingProvider: true }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    configurations.initialized();
    if (hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        configurations.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        ),
      );
    }
    refreshDiagnostics();
  });

  documents.onDidChangeContent(({ document }) => publishSoon(document.uri));
  documents.onDidClose(({ document }) => {
    snapshots.delete(document.uri);
    configurations.forget(document.uri);
    startLogs.forget(document.uri);
    refusals.delete(document.uri);
    if (!clientPulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
    const { uri } = textDocument;
    await configurations.pending(uri);
    const document = documents.get(uri);
    const resultId = document ? `${document.version}.${configurations.generation}.${startFailureChanges}` : "";
    if (resultId !== "" && resultId === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    const items = await answer<Diagnostic[]>("diagnostics", uri, [], allDiagnosticsOf);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });

  connection.onCodeAction(({ textDocument: { uri }, range, context }: CodeActionParams) =>
    answer("code actions", uri, [], (snapshot) => {
      const { showsRuleDocumentation = false, appliesRecipes = false, savesConfiguration: saves = false } = options;
      const place = configurations.silencingOf(uri);
      const silencing = place && { ...place, saves };
      return codeActionsAt(snapshot, range, context, { showsRuleDocumentation, appliesRecipes, silencing });
    }),
  );
  connection.onHover(
    ({ textDocument, position }) =>
      logAnswer("hover", textDocument.uri, (log) => logHoverAt(log, position)) ??
      answer("hover", textDocument.uri, null, (snapshot) => hoverAt(snapshot, position) ?? null),
  );
  connection.onDocumentSymbol(({ textDocument }) => answer("document symbols", textDocument.uri, [], symbolsOf));
  connection.onFoldingRanges(
    ({ textDocument }) =>
      logAnswer("folding ranges", textDocument.uri, logFoldingRangesOf) ??
      answer("folding ranges", textDocument.uri, [], foldingRangesOf),
  );
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const { explainsStarts, showsGeneratedConfig = false } = options;
    return (
      logAnswer("code lenses", uri, (log) => (explainsStarts === true ? logLensesOf(log) : [])) ??
      answer("code lenses", uri, [], (snapshot) => codeLensesOf(snapshot, showsGeneratedConfig))
    );
  });
  connection.onDocumentLinks(
    ({ textDocument: { uri } }) =>
      logAnswer("document links", uri, (log) => startLogs.linksOf(log)) ??
      answer("document links", uri, [], documentLinksOf),
  );
  /** The open documents that people write. */
  const uris = () => documents.keys().filter((uri) => !uri.startsWith(`${generatedScheme}:`));
  const completion = answerCompletion(connection, { answer, guarded, snapshotFor, uris });
  const structure = answerStructure(connection, {
    answer,
    settingsOf: (uri) => configurations.settingsOf(uri),
    uris,
  });

  answerPreviews(
    connection,
    (uri, make) => answer("preview", uri, null, make),
    (uri) => configurations.of(uri).host,
  );

  answerRecipes(connection, (uri, make) => answer<ReturnType<typeof make>>("recipes", uri, null, make));

  answerStatus(
    connection,
    (uri, make) => answer<ReturnType<typeof make> | null>("status", uri, null, make),
    (uri) => configurations.sourcesOf(uri),
  );

  // Formatting on save cannot be told from formatting on request, so that each reason is shown once.
  const refusals = new Map<string, string>();
  connection.onDocumentFormatting(({ textDocument: { uri } }) =>
    answer<TextEdit[] | null>("formatting", uri, null, (snapshot) => {
      if (!configurations.settingsOf(uri).format) return null;
      const formatting = formattingOf(snapshot);
      if ("edits" in formatting) {
        refusals.delete(uri);
        return [...formatting.edits];
      }
      if (refusals.get(uri) !== formatting.refusal) {
        const message: ShowMessageParams = { type: MessageType.Warning, message: formatting.refusal };
        void connection.sendNotification(ShowMessageNotification.type, message);
      }
      refusals.set(uri, formatting.refusal);
      return null;
    }),
  );

  documents.listen(connection);
  connection.listen();
}

/** Our own language ids decide; another editor may know the file under any name, then path and content do. */
function dialectOf(languageId: string, uri: string, text: string): Dialect | undefined {
  if (languageId === "proxmox-lxc") return "proxmox";
  if (languageId === "lxc") return "lxc";
  if (languageId === "lxc-log") return undefined;
  const kind = kindOfFile(decodeURI(uri), text);
  return kind === "proxmox" || kind === "lxc" ? kind : undefined;
}

function isClientOptions(value: unknown): value is ClientOptions {
  return typeof value === "object" && value !== null;
}
