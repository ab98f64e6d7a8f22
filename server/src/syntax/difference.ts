import type { TextEdit } from "./edit.js";

/** The smallest single edit from one text to the other. */
export function difference(from: string, to: string): TextEdit {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let behind = 0;
  const most = Math.min(from.length, to.length) - start;
  while (behind < most && from[from.length - 1 - behind] === to[to.length - 1 - behind]) behind++;
  return { start, end: from.length - behind, newText: to.slice(start, to.length - behind) };
}
