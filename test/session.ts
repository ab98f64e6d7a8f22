import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../server/src/server.js";

/** A client that talks to our server in this process, by the real protocol. */
export interface Session {
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  /** What the server wrote to its log. */
  readonly log: string[];
  request<T>(method: string, params: object): Promise<T>;
  open(uri: string, languageId: string, text: string): void;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): void;
  /** Resolves when a set of diagnostics for that version has come. */
  publishedFor(version: number): Promise<PublishDiagnosticsParams>;
  close(): void;
}

export async function startSession(
  capabilities: ClientCapabilities = {},
  initializationOptions: object = {},
): Promise<Session> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), "test", "0.0.0");
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const published: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const waiting = new Set<() => void>();
  client.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of waiting) look();
  });
  client.onNotification("window/logMessage", ({ message }: { message: string }) => void log.push(message));
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  await client.sendNotification("initialized", {});
  return {
    initialized,
    published,
    log,
    request: (method, params) => client.sendRequest(method, params),
    open(uri, languageId, text) {
      void client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    },
    change(uri, version, text) {
      void client.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    },
    publishedFor(version) {
      return new Promise((resolve) => {
        const look = () => {
          const found = published.find((params) => params.version === version);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    close: () => client.dispose(),
  };
}
