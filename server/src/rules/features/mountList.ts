import {
  type FeatureLine,
  type FeaturePart,
  featureLineInForce,
  featureLines,
  fileSystemsIn,
  isFileSystemList,
} from "../../container/features.js";
import { partOf, type Token } from "../../syntax/token.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { checkNames } from "./mountNames.js";
import { useFuse } from "./useFuse.js";

/** The list behind `mount=` has a grammar of its own: a slip in it stops the start, and not every name in it has an effect. */
export const mountList = defineRule({
  name: "features-mount-list",
  area: "features",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    for (const features of featureLines(container.document)) {
      const so = consequenceOf(container, features.line);
      checkCommas(features, so, report);
      for (const part of features.parts) {
        if (!part.isAccepted && !part.repeats) checkGrammar(features, part, so, report);
      }
    }
    const features = featureLineInForce(container.document);
    const part = features?.byName.get("mount");
    if (features && part?.isAccepted) checkNames(container, features, part, report);
  },
});

const separateTitle = "Separate the file systems with a semicolon";

/** `mount=nfs,cifs`: all bare words behind the list are one mistake. */
function checkCommas(features: FeatureLine, so: string, report: Report): void {
  const { parts } = features;
  for (let at = 1; at < parts.length; at++) {
    const list = parts[at - 1];
    if (!list || !parts[at]?.continuesMountList) continue;
    const names: string[] = [];
    let end = list.end;
    for (; parts[at]?.continuesMountList; at++) {
      names.push(...(parts[at]?.items ?? []).map((item) => item.name.text));
      end = parts[at]?.end ?? end;
    }
    const joined = `;${names.join(";")}`;
    const right = `mount=${list.items.at(-1)?.value?.text ?? ""}${joined}`;
    const span = { start: list.end, end };
    report(span, `A comma begins the next feature, so ${so}. Write \`${right}\` instead.`, {
      fixes: [{ title: separateTitle, safe: true, edits: [replace(span, joined)] }],
    });
  }
}

function checkGrammar(features: FeatureLine, part: FeaturePart, so: string, report: Report): void {
  for (const { name, value } of part.items) {
    if (name.text !== "mount" || !value || isFileSystemList(value.text)) continue;
    const words = fileSystemsIn(value);
    const odd = words.find((word) => !isFileSystemList(word.text));
    if (!odd) {
      const right = words.map((word) => word.text).join(";");
      report(
        separatorsIn(value),
        `File systems are separated by a semicolon, so ${so}. Write \`mount=${right}\` instead.`,
        {
          fixes: [{ title: separateTitle, safe: true, edits: [replace(value, right)] }],
        },
      );
    } else if (odd.text.startsWith("fuse.")) {
      const others = words.filter((word) => !word.text.startsWith("fuse."));
      report(
        odd,
        `Only letters, digits and \`_\` may stand here, so ${so}. Write \`fuse=1\` instead, which allows every FUSE file system.`,
        {
          fixes: part.items.length > 1 ? [] : [useFuse(features, part, others)],
        },
      );
    } else {
      report(
        odd,
        `A file system is named by letters, digits and \`_\` alone, so ${so}. Write its name instead, as in \`mount=nfs\`.`,
      );
    }
  }
}

/** From the first sign that separates nothing to the last. */
function separatorsIn(value: Token): Token {
  const isWrong = (character: string) => !isFileSystemList(character);
  const characters = [...value.text];
  const first = characters.findIndex(isWrong);
  return partOf(value, first, characters.findLastIndex(isWrong) + 1);
}
