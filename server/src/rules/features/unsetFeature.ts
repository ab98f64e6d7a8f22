import { type Container, hasFeature } from "../../container/container.js";
import { featureLineInForce } from "../../container/features.js";
import type { TextEdit } from "../../syntax/edit.js";
import { removePart } from "./removePart.js";

/** Takes a feature out of the list of the main section, and the line with the last one. Empty when it is not on. */
export function unsetFeature(container: Container, name: string): readonly TextEdit[] {
  const features = featureLineInForce(container.document);
  const part = features?.byName.get(name);
  return features && part && hasFeature(container, name) ? [removePart(features, part)] : [];
}
