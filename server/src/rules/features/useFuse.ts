import type { FeatureLine, FeaturePart } from "../../container/features.js";
import { booleanOf } from "../../container/values.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { insertAt, replace } from "../fixes.js";
import { removePart } from "./removePart.js";

/**
 * Takes FUSE out of a `mount=` list, which keeps the other names, and switches `fuse=1` on in the same line.
 * Safe: `fuse=1` adds the same AppArmor rule as the word in the list, and the device, without which the word is useless.
 */
export function useFuse(features: FeatureLine, part: FeaturePart, others: readonly Token[]): Fix {
  const title = "Use `fuse=1` instead of `fuse` in the list";
  const written = features.byName.get("fuse");
  if (written) {
    const isOn = booleanOf(written.items[0]?.value?.text ?? "") === true;
    const edits = editList(features, part, others);
    return { title, safe: true, edits: isOn ? edits : [replace(written, "fuse=1"), ...edits] };
  }
  if (others.length === 0) return { title, safe: true, edits: [replace(part, "fuse=1")] };
  return { title, safe: true, edits: [insertAt(part.start, "fuse=1,"), ...editList(features, part, others)] };
}

/** Leaves these file systems in the list, and takes the list away when none is left. */
function editList(features: FeatureLine, part: FeaturePart, names: readonly Token[]): readonly TextEdit[] {
  const value = part.items[0]?.value;
  if (!value || names.length === 0) return [removePart(features, part)];
  return [replace(value, names.map((name) => name.text).join(";"))];
}
