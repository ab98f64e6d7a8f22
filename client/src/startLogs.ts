import {
  commands,
  Disposable,
  type ExtensionContext,
  env,
  l10n,
  Position,
  Selection,
  type Terminal,
  type TerminalLink,
  type TerminalLinkProvider,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ExplainResult } from "../../server/src/answers.js";
import { configInFront, isConfig } from "./configs.js";
import { registerPages } from "./pages.js";

/** Ours, and the one that VS Code gives to files that end in `.log`. */
const logLanguages = ["lxc-log", "log"];

/** Where Proxmox keeps the configs of its containers. */
const proxmoxFolder = "/etc/pve/lxc";

/** Of a longer output the end is kept. */
const longestOutput = 1_000_000;

/** A log, and where it stands. */
interface Log {
  readonly text: string;
  readonly uri?: Uri | undefined;
  readonly start?: number | undefined;
}

/** A failing line of a terminal. */
interface FailureLink extends TerminalLink {
  readonly terminal: Terminal;
  readonly line: string;
}

/** The commands that explain a failed start, the page that they show, and the links in terminals. */
export function registerStartLogs(context: ExtensionContext, client: BaseLanguageClient): Disposable {
  const pages = registerPages("lxc-start");
  const outputs = new Map<Terminal, string>();

  async function explain(log: Log): Promise<void> {
    const ask = (config: TextDocument | undefined) =>
      client.sendRequest<ExplainResult>("lxc/explainStart", {
        log: log.text,
        logUri: log.uri?.toString(),
        start: log.start,
        configUri: config?.uri.toString(),
      });
    const shown = configInFront();
    let explained = await ask(shown);
    if (explained.config === null && explained.container !== null) {
      // It is not open: once it is, the server finds it by its name.
      const config = await configOf(explained.container);
      if (config) explained = await ask(config);
    }
    if (explained.place) await reveal(explained.place);
    await showPage(explained);
  }

  /** One page for each container, so that the next explanation takes the place of the one before. */
  async function showPage({ page, container }: ExplainResult): Promise<void> {
    const title = container === null ? l10n.t("Start of a container") : l10n.t("Start of {0}", container);
    await pages.show(title, page);
  }

  const links: TerminalLinkProvider<FailureLink> = {
    provideTerminalLinks: ({ line, terminal }) => failuresIn(line, terminal),
    handleTerminalLink: ({ terminal, line }) => explain({ text: outputs.get(terminal) ?? line }),
  };
  context.subscriptions.push(
    window.onDidStartTerminalShellExecution(async ({ terminal, execution }) => {
      if (!/\b(?:pct start|lxc-start)\b/.test(execution.commandLine.value)) return;
      outputs.set(terminal, "");
      for await (const data of execution.read()) {
        outputs.set(terminal, ((outputs.get(terminal) ?? "") + data).slice(-longestOutput));
      }
    }),
    window.onDidCloseTerminal((terminal) => outputs.delete(terminal)),
  );
  return Disposable.from(
    pages.registration,
    commands.registerCommand("lxcConfig.explainStartFailure", async (given?: unknown) => {
      const log = isLogArgument(given) ? await logOfDocument(given) : await chooseLog();
      if (log) await explain(log);
    }),
    commands.registerCommand("lxcConfig.clearStartFailure", () => client.sendNotification("lxc/clearStartFailures")),
    window.registerTerminalLinkProvider(links),
  );
}

/** What a terminal shows of a start that failed: the messages of liblxc, and the last line of `pct start`. */
const failingLine =
  /startup for container '?\d+'? failed|(?:lxc-start: \S+ \S+\.c: )?\b[a-z_]+: \d+ (?:[A-Z][\w /]* - )?(?:Failed|The container failed|Unsupported|Invalid|No )[^\r\n]{0,400}/;

function failuresIn(line: string, terminal: Terminal): FailureLink[] {
  const found = failingLine.exec(line);
  if (!found) return [];
  return [
    {
      startIndex: found.index,
      length: found[0].length,
      tooltip: l10n.t("Explain why the container did not start"),
      terminal,
      line,
    },
  ];
}

function isLogArgument(given: unknown): given is { readonly uri: string; readonly start: number } {
  return typeof given === "object" && given !== null && "uri" in given && typeof given.uri === "string";
}

async function logOfDocument({ uri, start }: { readonly uri: string; readonly start: number }): Promise<Log> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  return { text: document.getText(), uri: document.uri, start };
}

/** The selection or the log in front; else the user chooses where the log is. */
async function chooseLog(): Promise<Log | undefined> {
  const editor = window.activeTextEditor;
  if (editor && !isConfig(editor.document)) {
    const selected = editor.document.getText(editor.selection);
    if (selected !== "") return { text: selected };
    if (logLanguages.includes(editor.document.languageId)) {
      return { text: editor.document.getText(), uri: editor.document.uri };
    }
  }
  const open = workspace.textDocuments.filter(({ languageId }) => logLanguages.includes(languageId));
  const choices = [
    { label: l10n.t("From the clipboard"), read: async (): Promise<Log> => ({ text: await env.clipboard.readText() }) },
    ...open.map((document) => ({
      label: workspace.asRelativePath(document.uri),
      read: async (): Promise<Log> => ({ text: document.getText(), uri: document.uri }),
    })),
    { label: l10n.t("From a file…"), read: logOfFile },
  ];
  const chosen = await window.showQuickPick(choices, { placeHolder: l10n.t("Where is the log of the failed start?") });
  return chosen?.read();
}

async function logOfFile(): Promise<Log | undefined> {
  const [uri] = (await window.showOpenDialog({ title: l10n.t("Log of a failed start"), canSelectMany: false })) ?? [];
  if (!uri) return undefined;
  const document = await workspace.openTextDocument(uri);
  return { text: document.getText(), uri };
}

/** The config of a container: among the open documents, in the workspace, or where Proxmox keeps it. */
async function configOf(container: string): Promise<TextDocument | undefined> {
  const ends = [`/${container}.conf`, `/${container}/config`];
  const open = workspace.textDocuments.find(
    (each) => isConfig(each) && ends.some((end) => each.uri.path.endsWith(end)),
  );
  if (open) return open;
  const name = container.replaceAll(/[^\w.-]/g, "?");
  const [found] = await workspace.findFiles(`**/{${name}.conf,${name}/config}`, undefined, 1);
  const uri = found ?? Uri.file(`${proxmoxFolder}/${container}.conf`);
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    // Most machines are no Proxmox nodes; the log is explained without its config.
    return undefined;
  }
}

async function reveal({ uri, line, character }: NonNullable<ExplainResult["place"]>): Promise<void> {
  const editor = await window.showTextDocument(await workspace.openTextDocument(Uri.parse(uri)));
  const position = new Position(line, character);
  // The cursor is then where the fixes are offered.
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
