import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Range,
  type TextEdit,
} from "vscode-languageserver-types";
import type { Recipe } from "../recipes/recipe.js";
import { recipes } from "../recipes/recipes.js";
import { enableFuse, enableFuseTitle } from "../rules/enableFuse.js";
import type { Finding } from "../rules/finding.js";
import { repair } from "../rules/fixAll.js";
import { offsetOf, rangeOf } from "../syntax/document.js";
import type { TextEdit as OffsetEdit } from "../syntax/edit.js";
import type { Span } from "../syntax/token.js";
import { diagnosticOf } from "./diagnostics.js";
import { type Silencing, silencingActions } from "./silencing.js";
import type { Snapshot } from "./snapshot.js";

/** The one kind under which everything safe is repaired at once, on demand or on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.lxc`;

/** The kind of changes that are asked for and repair nothing. */
export const enableFuseKind = `${CodeActionKind.RefactorRewrite}.fuse`;

export const recipeKind = `${CodeActionKind.RefactorRewrite}.recipe`;

export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind, enableFuseKind, recipeKind];

export interface CodeActionOptions {
  /** The client has the command that opens the page of a rule. */
  readonly showsRuleDocumentation: boolean;
  /** The client has the command that lists the recipes. */
  readonly appliesRecipes: boolean;
  /** Where a rule can be switched off; absent where no file can be written. */
  readonly silencing?: Silencing | undefined;
}

/** The changes that can be made at a range: repairs of the findings there, the page of each rule, and what the whole file offers. */
export function codeActionsAt(
  snapshot: Snapshot,
  range: Range,
  context: CodeActionContext,
  options: CodeActionOptions,
): CodeAction[] {
  const wants = (kind: string) =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(snapshot, range, options));
  // Fix all and Enable FUSE belong to the whole file. An editor that only looks whether to show a light bulb is not answered with them.
  if (context.only && wants(fixAllKind)) actions.push(...fixAllAction(snapshot));
  if (wants(enableFuseKind) && (context.only || context.triggerKind !== CodeActionTriggerKind.Automatic)) {
    actions.push(...enableFuseAction(snapshot));
  }
  if (wants(recipeKind) && (context.only || context.triggerKind !== CodeActionTriggerKind.Automatic)) {
    // Among the fixes one entry that leads to the list is enough.
    const isList = options.appliesRecipes && !context.only && snapshot.document.text.trim() !== "";
    actions.push(...(isList ? [recipeList] : recipeActions(snapshot)));
  }
  return actions;
}

function quickFixes(snapshot: Snapshot, range: Range, options: CodeActionOptions): CodeAction[] {
  const { document } = snapshot;
  const wanted: Span = { start: offsetOf(document, range.start), end: offsetOf(document, range.end) };
  const findings = snapshot.findings().filter((each) => each.span.start <= wanted.end && wanted.start <= each.span.end);
  const repairs = findings.flatMap((finding) =>
    finding.fixes.map(
      (fix, index): CodeAction => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(snapshot, finding)],
        isPreferred: index === 0 && fix.safe,
        edit: workspaceEdit(snapshot, fix.edits),
      }),
    ),
  );
  return [
    ...repairs,
    ...(options.showsRuleDocumentation ? documentationActions(snapshot, findings) : []),
    ...silencingActions(snapshot, findings, options.silencing),
  ];
}

function documentationActions(snapshot: Snapshot, findings: readonly Finding[]): CodeAction[] {
  const first = new Map(findings.map((finding) => [finding.rule, finding]));
  return [...first].map(([rule, finding]) => {
    const title = `Explain ${rule}`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      command: { title, command: "lxcConfig.showRuleDocumentation", arguments: [rule] },
    };
  });
}

function fixAllAction(snapshot: Snapshot): CodeAction[] {
  const { document, findingsIn } = snapshot;
  const edits = repair(document, snapshot.findings(), { findingsIn });
  if (edits.length === 0) return [];
  return [{ title: "Apply every safe fix", kind: fixAllKind, edit: workspaceEdit(snapshot, edits) }];
}

function enableFuseAction(snapshot: Snapshot): CodeAction[] {
  const edits = enableFuse(snapshot.container);
  if (edits.length === 0) return [];
  return [{ title: enableFuseTitle, kind: enableFuseKind, edit: workspaceEdit(snapshot, edits) }];
}

const recipeList: CodeAction = {
  title: "Apply a recipe…",
  kind: recipeKind,
  command: { title: "Apply a recipe…", command: "lxcConfig.applyRecipe" },
};

/** FUSE has a kind of its own. What has to be asked first is in the list alone. */
function recipeActions(snapshot: Snapshot): CodeAction[] {
  const { container } = snapshot;
  const offers = (recipe: Recipe) => recipe.id !== "fuse" && recipe.question === undefined && recipe.fits(container);
  return recipes.filter(offers).flatMap(({ title, edits }) => {
    const changes = edits(container, "");
    return changes.length === 0 ? [] : [{ title, kind: recipeKind, edit: workspaceEdit(snapshot, changes) }];
  });
}

function workspaceEdit(snapshot: Snapshot, edits: readonly OffsetEdit[]): { changes: Record<string, TextEdit[]> } {
  const { uri, document } = snapshot;
  return { changes: { [uri]: edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText })) } };
}
