import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, type Extension, startExtension } from "./extension.js";

let client: LanguageClient | undefined;

/** Starts the language server as a process, on a desktop and beside the files of a remote machine. */
export async function activate(context: ExtensionContext): Promise<Extension> {
  const module = Uri.joinPath(context.extensionUri, "server", "dist", "server.js").fsPath;
  client = new LanguageClient("lxcConfig", "LXC", { module, transport: TransportKind.ipc }, clientOptions);
  return startExtension(context, client);
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
