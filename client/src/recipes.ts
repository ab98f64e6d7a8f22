import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { configInFront } from "./languageStatus.js";

const scheme = "lxc-recipe";

/** The answers of the server to `lxc/recipes` and `lxc/applyRecipe`. */
interface OfferedRecipe {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly isThere: boolean;
  readonly question: { readonly prompt: string; readonly example: string; readonly pattern: string } | null;
}

interface ServerPosition {
  readonly line: number;
  readonly character: number;
}

interface AppliedRecipe {
  readonly edits: readonly {
    readonly range: { readonly start: ServerPosition; readonly end: ServerPosition };
    readonly newText: string;
  }[];
  readonly notes: readonly string[];
}

/** The command Apply Recipe…: a list of what containers are made to do, each with the least that it takes, and what to do on the host besides. */
export function registerRecipes(client: BaseLanguageClient): Disposable {
  const notesOf = new Map<string, string>();
  const changed = new EventEmitter<Uri>();

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
    else await workspace.applyEdit(editOf(document, applied));
    if (applied.notes.length > 0) await showNotes(recipe.title, applied.notes);
  }

  async function showNotes(title: string, notes: readonly string[]): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${title.replaceAll("/", " ")}.md` });
    notesOf.set(uri.toString(), `# ${title}\n\n${notes.map((note) => `- ${note}\n`).join("")}`);
    changed.fire(uri);
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  return Disposable.from(
    changed,
    commands.registerCommand("lxcConfig.applyRecipe", apply),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => notesOf.get(uri.toString()) ?? "",
    }),
  );
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
  const form = new RegExp(`^(?:${question.pattern})$`);
  return window.showInputBox({
    prompt: question.prompt,
    placeHolder: question.example,
    validateInput: (text) => (form.test(text) ? undefined : l10n.t("Write a path such as {0}", question.example)),
  });
}

function editOf(document: TextDocument, { edits }: AppliedRecipe): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    const { start, end } = range;
    edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
  }
  return edit;
}
