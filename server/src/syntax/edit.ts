import type { Span } from "./token.js";

/** Replaces the text of a span. */
export interface TextEdit extends Span {
  readonly newText: string;
  /** An insertion of whole lines that may stand beside others at the same place, in any order. */
  readonly stacks?: true;
}

/** Whether two edits touch the same text, or insert at the same place, so that their order would matter. */
function collide(left: TextEdit, right: TextEdit): boolean {
  if (left.start === right.start && left.end === right.end) return !(left.stacks && right.stacks);
  return left.start < right.end && right.start < left.end;
}

/** Edits that do not collide with each other, gathered one group at a time. */
export interface EditCollection {
  /** Takes all edits of a group, or none of them when one collides with an edit that is there. Edits that are there already are no collision. */
  add(group: readonly TextEdit[]): void;
  readonly edits: readonly TextEdit[];
}

export function editCollection(): EditCollection {
  const edits: TextEdit[] = [];
  const known = new Set<string>();
  const groups = new Set<readonly TextEdit[]>();
  return {
    edits,
    add(group) {
      // Findings can share one repair, and comparing its edits once for each of them would be quadratic.
      if (groups.has(group)) return;
      groups.add(group);
      const added = group.filter((edit) => !known.has(identityOf(edit)));
      if (added.some((edit) => neighboursCollide(edits, edit))) return;
      for (const edit of added) {
        known.add(identityOf(edit));
        edits.splice(placeFor(edits, edit), 0, edit);
      }
    },
  };
}

function identityOf(edit: TextEdit): string {
  return `${edit.start}:${edit.end}:${edit.newText}`;
}

/** Edits lie apart and in order, so only the two beside the place of a new one can collide with it. */
function neighboursCollide(edits: readonly TextEdit[], edit: TextEdit): boolean {
  const place = placeFor(edits, edit);
  const before = edits[place - 1];
  const after = edits[place];
  return (before !== undefined && collide(before, edit)) || (after !== undefined && collide(after, edit));
}

function placeFor(edits: readonly TextEdit[], edit: TextEdit): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = edits[middle];
    if (other && compare(other, edit) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// An insertion comes before a replacement that starts at the same place.
function compare(left: TextEdit, right: TextEdit): number {
  return left.start - right.start || left.end - right.end;
}

/** The text after all edits. They must not collide; their order does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort(compare)) {
    parts.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
