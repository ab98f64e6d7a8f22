import { type Connection, type DocumentUri, RequestType } from "vscode-languageserver";
import type { AppliedRecipe, OfferedRecipe } from "../answers.js";
import type { Snapshot } from "../editor/snapshot.js";
import { recipes } from "../recipes/recipes.js";
import { rangeOf } from "../syntax/document.js";

interface RecipesParams {
  /** An open config. */
  readonly uri: DocumentUri;
}

interface ApplyParams extends RecipesParams {
  readonly id: string;
  readonly answer?: string;
  readonly remove?: boolean;
}

/** Null for a document that is not open, or no config. */
export const recipesRequest = new RequestType<RecipesParams, readonly OfferedRecipe[] | null, void>("lxc/recipes");

/** Null for a document that is not open or no config, an unknown recipe, and an answer that does not fit its question. */
export const applyRecipeRequest = new RequestType<ApplyParams, AppliedRecipe | null, void>("lxc/applyRecipe");

/** Answers which recipes there are for an open config, and what each of them changes. */
export function answerRecipes(
  connection: Connection,
  answer: <T>(uri: DocumentUri, make: (snapshot: Snapshot) => T | null) => T | null | Promise<T | null>,
): void {
  connection.onRequest(recipesRequest, ({ uri }) => answer(uri, offeredRecipes));
  connection.onRequest(applyRecipeRequest, (params) => answer(params.uri, (snapshot) => applied(snapshot, params)));
}

function offeredRecipes({ container }: Snapshot): readonly OfferedRecipe[] {
  return recipes.flatMap(({ id, title, detail, question, fits, edits, removal }) => {
    if (!fits(container)) return [];
    const isMissing = question !== undefined || edits(container, "").length > 0;
    const isThere = (question !== undefined || !isMissing) && removal(container).length > 0;
    const offers = isMissing || isThere;
    return offers ? [{ id, title, detail, isThere, question: question ?? null }] : [];
  });
}

function applied(
  { container, document }: Snapshot,
  { id, answer = "", remove = false }: ApplyParams,
): AppliedRecipe | null {
  const recipe = recipes.find((each) => each.id === id);
  if (!recipe?.fits(container)) return null;
  const { question } = recipe;
  if (!remove && question && !new RegExp(question.pattern).test(answer)) return null;
  const edits = remove ? recipe.removal(container) : recipe.edits(container, answer);
  return {
    edits: edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText })),
    notes: remove ? [] : recipe.notes(container, answer),
  };
}
