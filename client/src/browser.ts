import { type ExtensionContext, Uri, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, type Extension, startExtension } from "./extension.js";

let client: LanguageClient | undefined;
let worker: Worker | undefined;

/** Starts the language server as a web worker, where VS Code itself runs in a browser. */
export async function activate(context: ExtensionContext): Promise<Extension> {
  const program = serverFile(context, "server.js").toString(true);
  const startWorker = async () => {
    // A restart begins with a new worker; the client leaves the old one running.
    worker?.terminate();
    worker = new Worker(program);
    return worker;
  };
  // A worker cannot read the file beside it, so it is told what stands in there.
  const texts = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(serverFile(context, "texts.json"))));
  const initializationOptions = { ...clientOptions.initializationOptions, texts };
  client = new LanguageClient("lxcConfig", "LXC", startWorker, { ...clientOptions, initializationOptions });
  return startExtension(context, client);
}

function serverFile(context: ExtensionContext, name: string): Uri {
  return Uri.joinPath(context.extensionUri, "server", "dist", name);
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
  worker?.terminate();
}
