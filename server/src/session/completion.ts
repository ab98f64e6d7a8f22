import type { ClientCapabilities, Connection, DocumentUri, ServerCapabilities } from "vscode-languageserver";
import { completionsAt, completionTriggers, completionWithDocumentation } from "../editor/completion.js";
import type { Snapshot } from "../editor/snapshot.js";

/** The documents of a session, as far as completion needs them. */
interface Documents {
  /** The answer of a feature for a document, guarded, as soon as its settings are known. */
  answer<T>(feature: string, uri: DocumentUri, fallback: T, make: (snapshot: Snapshot) => T): T | Promise<T>;
  guarded<T>(feature: string, fallback: T, make: () => T): T;
  snapshotFor(uri: DocumentUri): Snapshot | undefined;
  /** The open documents. */
  uris(): readonly DocumentUri[];
}

export interface Completion {
  /** Takes in what the client can do, and says what it is offered. */
  initialize(capabilities: ClientCapabilities): ServerCapabilities;
}

/** Answers what can be written. The names that stand in the other open configs are offered too. */
export function answerCompletion(
  connection: Connection,
  { answer, guarded, snapshotFor, uris }: Documents,
): Completion {
  let snippets = false;
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    answer("completion", uri, [], (snapshot) => {
      const others = uris().flatMap((other) => (other === uri ? [] : (snapshotFor(other)?.document ?? [])));
      return completionsAt(snapshot, position, { snippets, others });
    }),
  );
  connection.onCompletionResolve((item) => guarded("completion", item, () => completionWithDocumentation(item)));
  return {
    initialize({ textDocument }) {
      snippets = textDocument?.completion?.completionItem?.snippetSupport === true;
      return { completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true } };
    },
  };
}
