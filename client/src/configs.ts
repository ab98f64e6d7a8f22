import { type TextDocument, window } from "vscode";

/** The languages of configs, for what is registered for them. */
export const configSelector = [{ language: "proxmox-lxc" }, { language: "lxc" }];

/** Whether a document is the config of a container. */
export function isConfig({ languageId }: TextDocument): boolean {
  return configSelector.some(({ language }) => language === languageId);
}

/** The config that the user looks at; a CT config, if `isWanted` asks for one. */
export function configInFront(isWanted: (document: TextDocument) => boolean = isConfig): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor && isWanted(editor.document))?.document;
}
