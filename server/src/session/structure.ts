import {
  type ClientCapabilities,
  type Connection,
  type DocumentUri,
  ErrorCodes,
  InlayHintRefreshRequest,
  ResponseError,
  SemanticTokensRefreshRequest,
  type ServerCapabilities,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type { Settings } from "../configuration/settings.js";
import { fileAt } from "../editor/documentLinks.js";
import { inlayHintsOf } from "../editor/inlayHints.js";
import { definitionAt, highlightsAt, referencesAt } from "../editor/occurrences.js";
import { renameAt, renameableAt } from "../editor/rename.js";
import { selectionRangesAt } from "../editor/selectionRanges.js";
import { semanticTokensLegend, semanticTokensOf } from "../editor/semanticTokens.js";
import type { Snapshot } from "../editor/snapshot.js";
import { workspaceSymbolsOf } from "../editor/workspaceSymbols.js";

/** The documents of a session, as far as these answers need them. */
interface Documents {
  /** The answer of a feature for a document, guarded, as soon as its settings are known. */
  answer<T>(feature: string, uri: DocumentUri, fallback: T, make: (snapshot: Snapshot) => T): T | Promise<T>;
  settingsOf(uri: DocumentUri): Settings;
  /** The open documents. */
  uris(): readonly DocumentUri[];
}

export interface Structure {
  /** Takes in what the client can do, and says what it is offered. */
  initialize(capabilities: ClientCapabilities): ServerCapabilities;
  /** Has the client ask again for what depends on the settings. */
  refresh(): void;
}

/** Answers where things are: what belongs together, what names what, what numbers mean. */
export function answerStructure(connection: Connection, { answer, settingsOf, uris }: Documents): Structure {
  let can = { annotate: false, refreshHints: false, refreshTokens: false };
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    answer("selection ranges", uri, null, (snapshot) => selectionRangesAt(snapshot, positions)),
  );
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    answer(
      "definition",
      uri,
      null,
      (snapshot) => definitionAt(snapshot, position) ?? fileAt(snapshot, position) ?? null,
    ),
  );
  connection.onReferences(({ textDocument: { uri }, position, context }) =>
    answer("references", uri, [], (snapshot) => referencesAt(snapshot, position, context.includeDeclaration)),
  );
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
    answer("highlights", uri, [], (snapshot) => highlightsAt(snapshot, position)),
  );
  connection.onPrepareRename(({ textDocument: { uri }, position }) =>
    answer("rename", uri, null, (snapshot) => renameableAt(snapshot, position) ?? null),
  );
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const renaming = await answer("rename", uri, undefined, (snapshot) =>
      renameAt(snapshot, position, newName, can.annotate),
    );
    if (renaming && "refusal" in renaming) throw new ResponseError(ErrorCodes.InvalidParams, renaming.refusal);
    return renaming?.edit ?? null;
  });
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    answer("semantic tokens", uri, { data: [] }, semanticTokensOf),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    answer("inlay hints", uri, [], (snapshot) => inlayHintsOf(snapshot, range, settingsOf(uri).inlayHints)),
  );
  connection.onWorkspaceSymbol(async ({ query }): Promise<WorkspaceSymbol[]> => {
    const find = (uri: DocumentUri) =>
      answer<WorkspaceSymbol[]>("workspace symbols", uri, [], (snapshot) => workspaceSymbolsOf([snapshot], query));
    return (await Promise.all(uris().map(find))).flat();
  });
  /** A client that cannot do it keeps what it shows until the next change. */
  function ask(method: string): void {
    connection.sendRequest(method).catch((error: unknown) => connection.console.warn(`${method}: ${String(error)}`));
  }

  return {
    initialize({ workspace, textDocument }) {
      const { changeAnnotationSupport, documentChanges } = workspace?.workspaceEdit ?? {};
      can = {
        annotate: changeAnnotationSupport !== undefined && documentChanges === true,
        refreshHints: workspace?.inlayHint?.refreshSupport === true,
        refreshTokens: workspace?.semanticTokens?.refreshSupport === true,
      };
      return {
        selectionRangeProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
        semanticTokensProvider: { legend: semanticTokensLegend, full: true },
        inlayHintProvider: true,
        workspaceSymbolProvider: true,
      };
    },
    refresh() {
      if (can.refreshHints) ask(InlayHintRefreshRequest.method);
      if (can.refreshTokens) ask(SemanticTokensRefreshRequest.method);
    },
  };
}
