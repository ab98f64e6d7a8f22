import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { version } from "../package.json";
import { serve } from "./server.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;
serve(
  createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)),
  "lxc-config-language-server (worker)",
  version,
);
