import { version } from "../package.json";
import { serve } from "./server.js";

/** Serves the page or the worker that started this one. */
export async function serveWorker(): Promise<void> {
  const { BrowserMessageReader, BrowserMessageWriter, createConnection } = await import(
    "vscode-languageserver/browser"
  );
  const scope = self as unknown as DedicatedWorkerGlobalScope;
  serve(
    createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)),
    "lxc-config-language-server (worker)",
    version,
  );
}
