import type { FeatureLine, FeaturePart } from "../../container/features.js";
import type { TextEdit } from "../../syntax/edit.js";
import { removeLine } from "../fixes.js";

/** Takes one feature away with its comma, or the whole line when it is the only one. */
export function removePart({ line, parts }: FeatureLine, part: FeaturePart): TextEdit {
  const next = parts[part.index + 1];
  if (next) return { start: part.start, end: next.start, newText: "" };
  const previous = parts[part.index - 1];
  return previous ? { start: previous.end, end: part.end, newText: "" } : removeLine(line);
}
