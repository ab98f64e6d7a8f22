import { type Container, hasFeature } from "../../container/container.js";
import { featureLineInForce } from "../../container/features.js";
import type { TextEdit } from "../../syntax/edit.js";
import { insertAt, insertSetting, replace } from "../fixes.js";

/**
 * Switches features on in the main section: what is written as off is turned on, the others go in front of the first name that is greater,
 * because Proxmox writes them by the alphabet. The line is made when there is none. Empty when all of them are on.
 */
export function setFeatures(container: Container, names: readonly string[]): readonly TextEdit[] {
  const missing = names.filter((name) => !hasFeature(container, name)).sort();
  if (missing.length === 0) return [];
  const features = featureLineInForce(container.document);
  if (!features) return [insertSetting(container, "features", missing.map((name) => `${name}=1`).join(","))];
  const replacements: TextEdit[] = [];
  const insertions = new Map<number, string[]>();
  for (const name of missing) {
    const written = features.byName.get(name);
    if (written) replacements.push(replace(written, `${name}=1`));
    else {
      const after = features.parts.find((part) => (part.items[0]?.name.text ?? "") > name);
      const offset = after?.start ?? features.value.end;
      insertions.set(offset, [...(insertions.get(offset) ?? []), `${name}=1`]);
    }
  }
  const last = features.parts.at(-1);
  const separator = last && !features.value.text.trimEnd().endsWith(",") ? "," : "";
  return [
    ...replacements,
    ...[...insertions].map(([offset, added]) =>
      insertAt(offset, offset === features.value.end ? separator + added.join(",") : `${added.join(",")},`),
    ),
  ];
}
