import { type Container, hasFeature } from "../container/container.js";
import { featureLineInForce } from "../container/features.js";
import { removeLine, replace } from "../rules/fixes.js";
import type { TextEdit } from "../syntax/edit.js";

/** Takes a feature out of the list of the main section, and the line with the last one. Empty when it is not on. */
export function unsetFeature(container: Container, name: string): readonly TextEdit[] {
  const features = featureLineInForce(container.document);
  const part = features?.byName.get(name);
  if (!features || !part || !hasFeature(container, name)) return [];
  const next = features.parts[part.index + 1];
  const previous = features.parts[part.index - 1];
  if (next) return [replace({ start: part.start, end: next.start }, "")];
  return [previous ? replace({ start: previous.end, end: part.end }, "") : removeLine(features.line)];
}
