import { expect } from "vitest";
import { type CodeAction, CodeActionTriggerKind, type Position, type Range } from "vscode-languageserver-types";
import { codeActionsAt } from "../server/src/editor/codeActions.js";
import { hoverAt } from "../server/src/editor/hover.js";
import { type Snapshot, snapshotOf } from "../server/src/editor/snapshot.js";
import { type Dialect, offsetOf, positionOf } from "../server/src/syntax/document.js";
import { applyEdits } from "../server/src/syntax/edit.js";
import { dedent } from "./annotated.js";

/** Where the cursor stands in a text of a test. */
const cursor = "$0";

interface Opened {
  readonly snapshot: Snapshot;
  readonly position: Position;
}

/** A text with the cursor drawn in it, as an editor holds it. */
export function open(text: string, dialect: Dialect = "proxmox"): Opened {
  const marked = dedent(text);
  const at = marked.indexOf(cursor);
  const plain = at < 0 ? marked : marked.slice(0, at) + marked.slice(at + cursor.length);
  const snapshot = snapshotOf("file:///etc/pve/lxc/902.conf", 1, plain, dialect, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  return { snapshot, position: positionOf(snapshot.document, Math.max(0, at)) };
}

/** The text of the hover at the cursor, and the piece of the document that it belongs to; undefined when nothing is shown. */
export function hover(text: string, dialect?: Dialect): { readonly text: string; readonly on: string } | undefined {
  const { snapshot, position } = open(text, dialect);
  const found = hoverAt(snapshot, position);
  if (!found?.range || typeof found.contents !== "object" || !("value" in found.contents)) return undefined;
  const { document } = snapshot;
  const on = document.text.slice(offsetOf(document, found.range.start), offsetOf(document, found.range.end));
  return { text: found.contents.value, on };
}

/** The actions at the cursor, as Ctrl+. asks for them; with `only`, as a menu asks for one kind. */
export function actions(text: string, only?: string, dialect?: Dialect): readonly CodeAction[] {
  const { snapshot, position } = open(text, dialect);
  const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked, ...(only ? { only: [only] } : {}) };
  return codeActionsAt(snapshot, { start: position, end: position }, context, {
    showsRuleDocumentation: true,
    appliesRecipes: true,
  });
}

/** The text after the action of that title. */
export function acted(text: string, title: string, only?: string, dialect?: Dialect): string {
  const { snapshot } = open(text, dialect);
  const action = actions(text, only, dialect).find((each) => each.title === title);
  expect(action, `${title} is offered`).toBeDefined();
  return applied(snapshot, Object.values(action?.edit?.changes ?? {}).flat());
}

/** The text with each span in brackets, as `⟦name⟧`, or as `⟦name⟧note` where something is said of it. */
export function marked(
  { document }: Snapshot,
  marks: readonly { readonly start: number; readonly end: number; readonly note?: string }[],
): string {
  const ordered = [...marks].sort((left, right) => right.start - left.start);
  return ordered.reduce(
    (text, { start, end, note = "" }) => `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${note}${text.slice(end)}`,
    document.text,
  );
}

/** The offsets of a range of a document. */
export function spanOf(
  { document }: Snapshot,
  { start, end }: Range,
): { readonly start: number; readonly end: number } {
  return { start: offsetOf(document, start), end: offsetOf(document, end) };
}

/** The text after the edits. */
export function applied(
  { document }: Snapshot,
  edits: readonly { readonly range: { readonly start: Position; readonly end: Position }; readonly newText: string }[],
): string {
  return applyEdits(
    document.text,
    edits.map(({ range, newText }) => ({
      start: offsetOf(document, range.start),
      end: offsetOf(document, range.end),
      newText,
    })),
  );
}
