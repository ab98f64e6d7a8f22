import { commands, Disposable, l10n, WorkspaceEdit, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { AppliedRecipe, OfferedRecipe } from "../../server/src/answers.js";
import { configInFront } from "./configs.js";
import { registerPages } from "./pages.js";

/** The command Apply Recipe…: a list of what containers are made to do, each with the least that it takes, and what to do on the host besides. */
export function registerRecipes(client: BaseLanguageClient): Disposable {
  const pages = registerPages("lxc-recipe");

  async function apply(): Promise<void> {
    const document = configInFront();
    if (!document) return;
    const uri = document.uri.toString();
    const offered = await client.sendRequest<readonly OfferedRecipe[] | null>("lxc/recipes", { uri });
    if (!offered) return;
    const recipe = await choose(offered);
    if (!recipe) return;
    const asks = recipe.question !== null && !recipe.remove;
    const answer = asks ? await ask(recipe.question) : "";
    if (answer === undefined) return;
    const params = { uri, id: recipe.id, answer, remove: recipe.remove };
    const applied = await client.sendRequest<AppliedRecipe | null>("lxc/applyRecipe", params);
    if (!applied) return;
    if (applied.edits.length === 0) await window.showInformationMessage(l10n.t("There is nothing to change."));
    else {
      const edit = new WorkspaceEdit();
      edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits(applied.edits));
      await workspace.applyEdit(edit);
    }
    if (applied.notes.length > 0) await pages.show(recipe.title, pageOf(recipe.title, applied.notes));
  }

  return Disposable.from(pages.registration, commands.registerCommand("lxcConfig.applyRecipe", apply));
}

/** What is there is offered to be taken away; a recipe with a question can be applied again. */
async function choose(offered: readonly OfferedRecipe[]): Promise<(OfferedRecipe & { remove: boolean }) | undefined> {
  const choices = offered.flatMap((recipe) => [
    ...(recipe.isThere && !recipe.question
      ? []
      : [{ label: recipe.title, description: recipe.detail, recipe: { ...recipe, remove: false } }]),
    ...(recipe.isThere
      ? [
          {
            label: l10n.t("Remove: {0}", recipe.title),
            description: recipe.detail,
            recipe: { ...recipe, remove: true },
          },
        ]
      : []),
  ]);
  const placeHolder = l10n.t("What should the container be able to do?");
  const chosen = await window.showQuickPick(choices, { placeHolder, matchOnDescription: true });
  return chosen?.recipe;
}

async function ask(question: OfferedRecipe["question"]): Promise<string | undefined> {
  if (!question) return "";
  const form = new RegExp(question.pattern);
  return window.showInputBox({
    prompt: question.prompt,
    placeHolder: question.example,
    validateInput: (text) => (form.test(text) ? undefined : l10n.t("Write a path such as {0}", question.example)),
  });
}

function pageOf(title: string, notes: readonly string[]): string {
  return `# ${title}\n\n${notes.map((note) => `- ${note}\n`).join("")}`;
}
