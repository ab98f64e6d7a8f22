import { commands, type ExtensionContext } from "vscode";
import type { BaseLanguageClient, InitializeResult, LanguageClientOptions } from "vscode-languageclient";
import { keepQemuConfigsOut } from "./qemuDocuments.js";
import { registerRulePages } from "./rulePages.js";

/** What `activate` returns, for tests. */
export interface Extension {
  readonly serverInfo: InitializeResult["serverInfo"];
}

/** Any scheme: a config may come from a folder, a virtual workspace, a comparison or nowhere yet. */
export const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: "proxmox-lxc" }, { language: "lxc" }],
  // The server then offers the page of each finding's rule beside its fixes.
  initializationOptions: { showsRuleDocumentation: true },
};

/** What the extension does on every platform. Resolves when the language server has started. */
export async function startExtension(context: ExtensionContext, client: BaseLanguageClient): Promise<Extension> {
  context.subscriptions.push(
    commands.registerCommand("lxcConfig.restart", () => restart(client)),
    commands.registerCommand("lxcConfig.showOutput", () => client.outputChannel.show(true)),
    registerRulePages(context.extensionUri),
    keepQemuConfigsOut(),
  );
  // The commands appear in the palette from now on: to list them earlier, VS Code would have to start us for any file.
  await commands.executeCommand("setContext", "lxcConfig.active", true);
  await client.start();
  return { serverInfo: client.initializeResult?.serverInfo };
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
