import { commands, Disposable, EventEmitter, l10n, languages, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { configInFront } from "./configs.js";

const scheme = "lxc-configuration";

/** The command Show Effective Configuration, and the read-only document that it shows: what holds for a config, and where it comes from. */
export function registerEffectiveConfiguration(client: BaseLanguageClient): Disposable {
  const changed = new EventEmitter<Uri>();
  const show = async () => {
    const config = configInFront();
    if (!config) return;
    const name = config.uri.path.replace(/^.*\//, "");
    const uri = Uri.from({
      scheme,
      path: `/${l10n.t("Configuration of {0}", name)}.jsonc`,
      query: config.uri.toString(),
    });
    // One that is open already is made anew.
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true });
  };
  return Disposable.from(
    changed,
    commands.registerCommand("lxcConfig.showEffectiveConfiguration", show),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async ({ query }) =>
        (await client.sendRequest<string | null>("lxc/effectiveConfiguration", { uri: query })) ?? "",
    }),
    // Whatever changes what holds changes what is found; by then the server knows of it.
    languages.onDidChangeDiagnostics(({ uris }) => {
      const checked = uris.map((uri) => uri.toString());
      for (const { uri } of workspace.textDocuments) {
        if (uri.scheme === scheme && checked.includes(uri.query)) changed.fire(uri);
      }
    }),
  );
}
