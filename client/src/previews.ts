import {
  commands,
  Disposable,
  EventEmitter,
  Hover,
  Location,
  l10n,
  languages,
  MarkdownString,
  OverviewRulerLane,
  type Position,
  Range,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { GeneratedConfig, RewrittenConfig } from "../../server/src/answers.js";
import { configInFront } from "./configs.js";

/** The server knows this scheme: it does not check what Proxmox has made. */
const generated = "lxc-generated";
const rewritten = "lxc-rewritten";

/** The commands that show what Proxmox makes of a config, and the documents that they show. */
export function registerPreviews(client: BaseLanguageClient): Disposable {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, GeneratedConfig>();
  const mark = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor("editor.wordHighlightBackground"),
    overviewRulerColor: new ThemeColor("editorOverviewRuler.wordHighlightForeground"),
    overviewRulerLane: OverviewRulerLane.Center,
  });

  async function generate(source: Uri): Promise<GeneratedConfig | null> {
    const config = await client.sendRequest<GeneratedConfig | null>("lxc/generatedConfig", { uri: source.toString() });
    if (config) shown.set(source.toString(), config);
    return config;
  }

  async function showGenerated(): Promise<void> {
    const source = proxmoxConfig();
    if (!source) return;
    const document = await workspace.openTextDocument(generatedUri(source.uri));
    await languages.setTextDocumentLanguage(document, "lxc");
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  async function compareGenerated(): Promise<void> {
    const source = proxmoxConfig();
    if (!source) return;
    const [saved] = (await window.showOpenDialog({ title: l10n.t("A config that Proxmox has generated") })) ?? [];
    if (!saved) return;
    await commands.executeCommand("vscode.diff", saved, generatedUri(source.uri), l10n.t("Saved ↔ Generated now"));
  }

  async function showRewritten(): Promise<void> {
    const source = proxmoxConfig();
    if (!source) return;
    const config = await client.sendRequest<RewrittenConfig | null>("lxc/rewrittenConfig", {
      uri: source.uri.toString(),
    });
    if (!config) return;
    if (config.error !== null) {
      await window.showWarningMessage(l10n.t("Proxmox cannot write this file. Its error: {0}", config.error));
      return;
    }
    const target = source.uri.with({ scheme: rewritten, query: source.uri.toString(), fragment: "" });
    changed.fire(target);
    const name = source.uri.path.replace(/^.*\//, "");
    await commands.executeCommand("vscode.diff", source.uri, target, l10n.t("{0} ↔ as Proxmox writes it", name));
    if (config.lost.length > 0) await tellLost(config.lost);
  }

  async function provide(uri: Uri): Promise<string> {
    const source = Uri.parse(uri.query);
    if (uri.scheme === generated) return (await generate(source))?.text ?? "";
    const config = await client.sendRequest<RewrittenConfig | null>("lxc/rewrittenConfig", { uri: uri.query });
    return config?.text ?? "";
  }

  /** Marks what belongs together in the editor beside, and brings it into view. */
  function follow(editor: TextEditor): void {
    const { document, selection } = editor;
    const line = selection.active.line;
    if (document.uri.scheme === generated) {
      const origin = shown.get(document.uri.query)?.lines[line]?.origin;
      markIn(editorOf(document.uri.query), origin ? [client.protocol2CodeConverter.asRange(origin)] : []);
      return;
    }
    const config = shown.get(document.uri.toString());
    const other = window.visibleTextEditors.find(
      (each) => each.document.uri.scheme === generated && each.document.uri.query === document.uri.toString(),
    );
    if (!config || !other) return;
    const lines = config.lines.flatMap(({ origin }, index) =>
      origin && origin.start.line <= line && line <= origin.end.line ? [new Range(index, 0, index, 0)] : [],
    );
    markIn(other, lines);
  }

  function markIn(editor: TextEditor | undefined, ranges: readonly Range[]): void {
    editor?.setDecorations(mark, ranges);
    const [first] = ranges;
    if (editor && first) editor.revealRange(first, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  return Disposable.from(
    mark,
    changed,
    commands.registerCommand("lxcConfig.showGeneratedConfig", showGenerated),
    commands.registerCommand("lxcConfig.compareGeneratedConfig", compareGenerated),
    commands.registerCommand("lxcConfig.showRewrittenConfig", showRewritten),
    workspace.registerTextDocumentContentProvider(generated, {
      onDidChange: changed.event,
      provideTextDocumentContent: provide,
    }),
    workspace.registerTextDocumentContentProvider(rewritten, {
      onDidChange: changed.event,
      provideTextDocumentContent: provide,
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (shown.has(document.uri.toString())) changed.fire(generatedUri(document.uri));
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === generated) shown.delete(uri.query);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)),
    languages.registerHoverProvider(
      { scheme: generated },
      {
        provideHover({ uri }: TextDocument, { line }: Position) {
          const reason = shown.get(uri.query)?.lines[line]?.reason;
          return reason === undefined ? undefined : new Hover(new MarkdownString(reason));
        },
      },
    ),
    languages.registerDefinitionProvider(
      { scheme: generated },
      {
        provideDefinition({ uri }: TextDocument, { line }: Position) {
          const origin = shown.get(uri.query)?.lines[line]?.origin;
          return origin ? new Location(Uri.parse(uri.query), client.protocol2CodeConverter.asRange(origin)) : undefined;
        },
      },
    ),
  );
}

/** The source stands in the query, so that the path ends in a name that people know. */
function generatedUri(source: Uri): Uri {
  return source.with({
    scheme: generated,
    path: source.path.replace(/\.conf$/, ` (${l10n.t("generated")})`),
    query: source.toString(),
    fragment: "",
  });
}

/** The CT config that the user looks at. */
function proxmoxConfig(): TextDocument | undefined {
  return configInFront(({ languageId }) => languageId === "proxmox-lxc");
}

function editorOf(uri: string): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
}

async function tellLost(lost: readonly string[]): Promise<void> {
  const more = lost.length > 3 ? [l10n.t("And {0} more.", lost.length - 3)] : [];
  await window.showWarningMessage([...lost.slice(0, 3), ...more].join(" "));
}
