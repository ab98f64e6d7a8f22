import { PassThrough } from "node:stream";
import { afterAll } from "vitest";
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../server/src/server.js";
import type { FindConfiguration } from "../server/src/session/configurations.js";
import { closeWorkerServers, type ServerChannel, startWorkerServer, textsForWorker } from "./workerServer.js";

/** The same tests run once more with the server that ships, in a browser's worker (scripts/webTests.mjs). */
export const inWorker = process.env.LXC_TEST_SERVER === "worker";

if (inWorker) afterAll(closeWorkerServers);

/** A client that talks to our server, by the real protocol. */
export interface Session {
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  /** What the server wrote to its log. */
  readonly log: string[];
  /** The messages that the server had shown to the user. */
  readonly shown: string[];
  /** What the server has asked to be told of. */
  readonly registered: string[];
  /** When the server asked to pull the diagnostics or the hints again. */
  readonly refreshes: number[];
  notify(method: string, params: object): Promise<void>;
  request<T>(method: string, params: object): Promise<T>;
  open(uri: string, languageId: string, text: string): void;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): void;
  /** Resolves when a set of diagnostics for that version has come. */
  publishedFor(version: number): Promise<PublishDiagnosticsParams>;
  close(): void;
}

/** What stands around the server in a test. */
export interface SessionSurroundings {
  /** The settings below `lxcConfig`; a test may change them. */
  readonly settings?: object;
  /** Only for a server in this process: a worker sees no files. */
  readonly findConfiguration?: FindConfiguration;
}

function startServerHere(findConfiguration?: FindConfiguration): ServerChannel {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  serve(connection, "test", "0.0.0", findConfiguration);
  return { reader: new StreamMessageReader(toClient), writer: new StreamMessageWriter(toServer) };
}

export async function startSession(
  capabilities: ClientCapabilities = {},
  initializationOptions: object = {},
  { settings = {}, findConfiguration }: SessionSurroundings = {},
): Promise<Session> {
  const { reader, writer } = inWorker ? await startWorkerServer() : startServerHere(findConfiguration);
  const client = createMessageConnection(reader, writer);
  const published: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const shown: string[] = [];
  const registered: string[] = [];
  const refreshes: number[] = [];
  const waiting = new Set<() => void>();
  client.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of waiting) look();
  });
  client.onNotification("window/logMessage", ({ message }: { message: string }) => void log.push(message));
  client.onNotification("window/showMessage", ({ message }: { message: string }) => void shown.push(message));
  client.onRequest("workspace/configuration", ({ items }: { items: object[] }) => items.map(() => settings));
  client.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
    for (const { method } of registrations) registered.push(method);
  });
  client.onRequest("client/unregisterCapability", () => {});
  for (const method of ["workspace/diagnostic/refresh", "workspace/inlayHint/refresh"]) {
    client.onRequest(method, () => {
      refreshes.push(Date.now());
    });
  }
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: inWorker ? { ...initializationOptions, texts: textsForWorker() } : initializationOptions,
  });
  await client.sendNotification("initialized", {});
  return {
    initialized,
    published,
    log,
    shown,
    registered,
    refreshes,
    notify: (method, params) => client.sendNotification(method, params),
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
