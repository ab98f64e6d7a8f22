import { commands, type ExtensionContext, Uri, workspace } from "vscode";
import type { BaseLanguageClient, InitializeResult, LanguageClientOptions } from "vscode-languageclient";
import { completionMiddleware } from "./completion.js";
import { registerEffectiveConfiguration } from "./effectiveConfiguration.js";
import { registerLanguageStatus } from "./languageStatus.js";
import { registerPreviews } from "./previews.js";
import { keepQemuConfigsOut } from "./qemuDocuments.js";
import { registerRecipes } from "./recipes.js";
import { registerRulePages } from "./rulePages.js";
import { registerStartLogs } from "./startLogs.js";

/** What `activate` returns, for tests. */
export interface Extension {
  readonly serverInfo: InitializeResult["serverInfo"];
}

/** Any scheme: a config may come from a folder, a virtual workspace, a comparison or nowhere yet. */
export const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: "proxmox-lxc" }, { language: "lxc" }, { language: "lxc-log" }],
  middleware: completionMiddleware,
  // The server then offers the page of each finding's rule beside its fixes, and what it writes into lxc-lint.json is saved.
  initializationOptions: {
    showsRuleDocumentation: true,
    savesConfiguration: true,
    explainsStarts: true,
    showsGeneratedConfig: true,
    appliesRecipes: true,
  },
};

/** What the extension does on every platform. Resolves when the language server has started. */
export async function startExtension(context: ExtensionContext, client: BaseLanguageClient): Promise<Extension> {
  context.subscriptions.push(
    commands.registerCommand("lxcConfig.restart", () => restart(client)),
    commands.registerCommand("lxcConfig.showOutput", () => client.outputChannel.show(true)),
    commands.registerCommand("lxcConfig.saveConfiguration", saveConfiguration),
    registerRulePages(context.extensionUri),
    registerStartLogs(context, client),
    registerPreviews(client),
    registerRecipes(client),
    registerEffectiveConfiguration(client),
    registerLanguageStatus(client),
    keepQemuConfigsOut(),
  );
  // The commands appear in the palette from now on: to list them earlier, VS Code would have to start us for any file.
  await commands.executeCommand("setContext", "lxcConfig.active", true);
  await client.start();
  return { serverInfo: client.initializeResult?.serverInfo };
}

/** A rule that was silenced by a quick fix stays silent only once the file is on disk. */
async function saveConfiguration(uri: string): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await document.save();
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
