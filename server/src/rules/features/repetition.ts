import { type FeatureLine, type FeaturePart, isFileSystemList } from "../../container/features.js";
import { booleanOf } from "../../container/values.js";
import type { Fix } from "../finding.js";
import { insertAt } from "../fixes.js";
import { removePart } from "./removePart.js";

/** Saying the same twice can be undone without a doubt; of two different values one was meant, and the file does not tell which. */
export function fixesOfRepetition(features: FeatureLine, part: FeaturePart, earlier: FeaturePart): readonly Fix[] {
  const [value, other] = [part, earlier].map((each) => each.items[0]?.value?.text ?? "");
  const name = part.items[0]?.name.text ?? "";
  if (value === other || (name !== "mount" && booleanOf(value ?? "") === booleanOf(other ?? ""))) {
    return [{ title: "Remove the second one", safe: true, edits: [removePart(features, part)] }];
  }
  if (name === "mount" && earlier.isAccepted && isFileSystemList(value ?? "")) {
    const joined = insertAt(earlier.end, `;${value}`);
    return [{ title: "Join the two lists", safe: true, edits: [joined, removePart(features, part)] }];
  }
  return [
    { title: `Keep \`${part.text.trim()}\``, safe: false, edits: [removePart(features, earlier)] },
    { title: `Keep \`${earlier.text.trim()}\``, safe: false, edits: [removePart(features, part)] },
  ];
}
