import type { Container } from "../../container/container.js";
import {
  type FeatureItem,
  type FeatureLine,
  type FeaturePart,
  featureLines,
  isFileSystemList,
} from "../../container/features.js";
import { factOf } from "../../container/keys.js";
import { featureProperties } from "../../knowledge/properties.js";
import type { Token } from "../../syntax/token.js";
import { insertAt, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { fixesOfRepetition } from "./repetition.js";
import { checkSwitch, reportEmptyValue } from "./values.js";

/** A `features` line that is not `name=1,name=1` to the letter is refused whole, and the container does not start. */
export const syntax = defineRule({
  name: "features-syntax",
  area: "features",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    for (const features of featureLines(container.document)) {
      for (const part of features.parts) {
        if (!part.isAccepted && !part.continuesMountList) checkPart(container, features, part, report);
      }
    }
  },
});

function checkPart(container: Container, features: FeatureLine, part: FeaturePart, report: Report): void {
  const so = consequenceOf(container, features.line);
  if (part.repeats) {
    const name = part.items[0]?.name ?? part;
    report(
      { start: name.start, end: part.end - part.tail.text.length },
      `The feature \`${name.text}\` is set twice, which Proxmox refuses, so ${so}. Remove one of the two.`,
      {
        related: [{ span: part.repeats, message: "It is set here already." }],
        fixes: fixesOfRepetition(features, part, part.repeats),
      },
    );
    return;
  }
  for (const [index, item] of part.items.entries()) {
    if (item.gap.text !== "") reportGap(item.gap, index > 0, so, report);
    checkItem(features, part, item, so, report);
  }
  const isOfList = part.items.at(-1)?.name.text === "mount" && isFileSystemList(part.tail.text);
  if (part.tail.text !== "" && !isOfList) reportGap(part.tail, false, so, report);
}

function reportGap(gap: Token, isBetween: boolean, so: string, report: Report): void {
  if (isBetween) {
    report(gap, `Features are separated by a comma and nothing else, so ${so}. Write \`,\` instead.`, {
      fixes: [{ title: "Separate the features with a comma", safe: true, edits: [replace(gap, ",")] }],
    });
    return;
  }
  const what = gap.text.trim() === "" ? "blank" : gap.text.includes('"') || gap.text.includes("'") ? "quote" : "sign";
  report(gap, `Proxmox takes this ${what} as part of the feature, so ${so}. Remove it.`, {
    fixes: [{ title: `Remove the ${what}`, safe: true, edits: [replace(gap, "")] }],
  });
}

function checkItem(features: FeatureLine, part: FeaturePart, item: FeatureItem, so: string, report: Report): void {
  const { name, equals, value } = item;
  const fact = factOf(featureProperties, name.text);
  if (name.text === "" && equals) {
    report(equals, `A feature needs a name in front of \`=\`, so ${so}. Write one, such as \`nesting=1\`.`);
  }
  if (!fact) return;
  if (!equals) {
    reportBareWord(name, so, report);
    return;
  }
  // Blanks belong to the pattern of mount=, so one behind the sign does no harm there.
  if (equals.text !== "=" && !(name.text === "mount" && /^= *$/.test(equals.text))) {
    report(
      equals,
      `A feature and its value are joined by \`=\` without anything around it, so ${so}. Write \`=\` alone instead.`,
      {
        fixes: [{ title: "Write `=` alone", safe: true, edits: [replace(equals, "=")] }],
      },
    );
  }
  if (!value) reportEmptyValue(features, part, item, so, report);
  else if (fact.type === "boolean") checkSwitch(name, value, so, report);
}

function reportBareWord(name: Token, so: string, report: Report): void {
  if (name.text === "mount") {
    report(name, `\`mount\` needs file systems, so ${so}. Write it like \`mount=nfs;cifs\`.`);
    return;
  }
  report(name, `A feature needs a value, so ${so}. Write \`${name.text}=1\`.`, {
    fixes: [{ title: `Write \`${name.text}=1\``, safe: true, edits: [insertAt(name.end, "=1")] }],
  });
}
