import { Disposable, languages, type TextDocument, workspace } from "vscode";
import { isQemuConfig } from "../../server/src/syntax/qemuConfig.js";

/**
 * Gives documents that were taken for a container's config by their name, but are the config of a virtual machine, another
 * language. Each open document is judged once, so that a language chosen by hand afterwards stays.
 */
export function keepQemuConfigsOut(): Disposable {
  const judged = new Set<string>();
  const judge = async (document: TextDocument) => {
    const uri = document.uri.toString();
    if (document.languageId !== "proxmox-lxc" || judged.has(uri) || isAssociated(document)) return;
    judged.add(uri);
    if (!isQemuConfig(document.uri.path, document.getText())) return;
    const known = await languages.getLanguages();
    await languages.setTextDocumentLanguage(document, known.includes("properties") ? "properties" : "plaintext");
  };
  const forget = ({ uri }: TextDocument) => {
    // A change of language closes a document and opens it again at once. Only one that stays closed is forgotten.
    setTimeout(() => {
      if (!workspace.textDocuments.some((open) => open.uri.toString() === uri.toString()))
        judged.delete(uri.toString());
    });
  };
  for (const document of workspace.textDocuments) void judge(document);
  return Disposable.from(workspace.onDidOpenTextDocument(judge), workspace.onDidCloseTextDocument(forget));
}

/** Whether the user's settings themselves make this file a container's config. */
function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration("files", document).get<Record<string, string>>("associations", {});
  return Object.entries(associations).some(
    ([pattern, language]) =>
      language === document.languageId &&
      languages.match({ pattern: pattern.includes("/") ? pattern : `**/${pattern}` }, document) > 0,
  );
}
