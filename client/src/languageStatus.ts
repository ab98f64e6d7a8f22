import {
  ConfigurationTarget,
  commands,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  type WorkspaceConfiguration,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Status } from "../../server/src/answers.js";
import { configInFront, configSelector, isConfig } from "./configs.js";

/** The items below `{}` in the status bar: what the config in front is and how it is checked, and for which version. */
export function registerLanguageStatus(client: BaseLanguageClient): Disposable {
  const config = languages.createLanguageStatusItem("lxcConfig.config", configSelector);
  config.name = "LXC";
  config.command = { command: "lxcConfig.showEffectiveConfiguration", title: l10n.t("Show Configuration") };
  const target = languages.createLanguageStatusItem("lxcConfig.target", configSelector);
  target.name = l10n.t("LXC: target version");
  target.command = { command: "lxcConfig.selectTargetVersion", title: l10n.t("Change") };
  let asked = 0;

  async function update(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document || !isConfig(document) || !client.isRunning()) return;
    const asking = ++asked;
    const status = await statusOf(client, document);
    // A later question is answered by itself.
    if (!status || asking !== asked) return;
    showConfig(config, status);
    target.text = targetName(status);
  }

  const updateSoon = () => {
    // A server that is stopping answers nobody, and the next one is asked when it has found something.
    update().catch(() => {});
  };
  return Disposable.from(
    config,
    target,
    commands.registerCommand("lxcConfig.selectTargetVersion", () => selectTargetVersion(client)),
    client.onDidChangeState(updateSoon),
    window.onDidChangeActiveTextEditor(updateSoon),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) updateSoon();
    }),
  );
}

function showConfig(item: LanguageStatusItem, { dialect, ctid, unprivileged, heldBack, wrong }: Status): void {
  const name = dialect === "proxmox" ? l10n.t("Proxmox CT config") : l10n.t("LXC config");
  const kind = unprivileged ? l10n.t("unprivileged") : l10n.t("privileged");
  item.text = ctid === null ? `${name}, ${kind}` : `CT ${ctid}, ${kind}`;
  const details = [
    ...(ctid === null ? [] : [name]),
    ...(heldBack > 0 ? [l10n.t("findings held back: {0}", heldBack)] : []),
    ...(wrong > 0 ? [l10n.t("wrong entries in the configuration: {0}", wrong)] : []),
  ];
  item.detail = details.join(", ");
  item.severity = wrong > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
}

function targetName({ dialect, target }: Pick<Status, "dialect" | "target">): string {
  return dialect === "proxmox" ? `Proxmox VE ${target}` : `liblxc ${target}`;
}

async function statusOf(client: BaseLanguageClient, { uri }: TextDocument): Promise<Status | null> {
  return client.sendRequest<Status | null>("lxc/status", { uri: uri.toString() });
}

async function selectTargetVersion(client: BaseLanguageClient): Promise<void> {
  const document = configInFront();
  const status = document && (await statusOf(client, document));
  if (!status) return;
  const choices = [
    { label: "auto", description: l10n.t("The newest version") },
    ...status.targets.map((target) => ({ label: target, description: targetName({ ...status, target }) })),
  ];
  const placeHolder = l10n.t("The version whose verdict counts. A target in lxc-lint.json comes first.");
  const chosen = await window.showQuickPick(choices, { placeHolder });
  if (!chosen) return;
  const settings = workspace.getConfiguration("lxcConfig", document);
  await settings.update("targetVersion", chosen.label, placeOfSetting(settings.inspect("targetVersion")));
}

/** Where a setting is set already. A folder that has none gets none: it may be that of a Proxmox node. */
function placeOfSetting(set: ReturnType<WorkspaceConfiguration["inspect"]>): ConfigurationTarget {
  if (set?.workspaceFolderValue !== undefined) return ConfigurationTarget.WorkspaceFolder;
  return set?.workspaceValue !== undefined ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}
