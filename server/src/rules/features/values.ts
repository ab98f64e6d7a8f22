import type { FeatureItem, FeatureLine, FeaturePart } from "../../container/features.js";
import { booleanOf } from "../../container/values.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import type { Report } from "../rule.js";
import { removePart } from "./removePart.js";

/** A feature with `=` and nothing behind it. */
export function reportEmptyValue(
  features: FeatureLine,
  part: FeaturePart,
  item: FeatureItem,
  so: string,
  report: Report,
): void {
  const { name } = item;
  const end = item.equals?.end ?? name.end;
  const span = { start: name.start, end };
  if (name.text !== "mount") {
    const nothing = { text: "", start: end, end };
    const fixes = ["1", "0"].map((word) => writeValue(nothing, name, word, false));
    report(span, `Nothing follows the \`=\`, so ${so}. Write \`${name.text}=1\`, or remove it.`, { fixes });
    return;
  }
  // An empty list of file systems can only mean none.
  const remove: Fix = { title: "Remove `mount=`", safe: true, edits: [removePart(features, part)] };
  const fixes = part.items.length > 1 ? [] : [remove];
  report(span, `Nothing follows the \`=\`, so ${so}. Write \`mount=nfs;cifs\`, or remove it.`, { fixes });
}

/** Words that Proxmox does not know, though nobody can doubt what they mean. */
const clearWords: Readonly<Record<string, "1" | "0">> = {
  enabled: "1",
  enable: "1",
  active: "1",
  y: "1",
  t: "1",
  disabled: "0",
  disable: "0",
  none: "0",
  never: "0",
  n: "0",
  f: "0",
};

/** A switch that is in no position Proxmox knows. */
export function checkSwitch(name: Token, value: Token, so: string, report: Report): void {
  if (booleanOf(value.text) !== undefined) return;
  const word = value.text.toLowerCase();
  const meant = Object.hasOwn(clearWords, word) ? clearWords[word] : undefined;
  report(
    value,
    `\`${name.text}\` is switched by \`1\` or \`0\`, and this is neither, so ${so}. Write \`${name.text}=${meant ?? 1}\` instead.`,
    {
      fixes: meant
        ? [writeValue(value, name, meant, true)]
        : ["1", "0"].map((each) => writeValue(value, name, each, false)),
    },
  );
}

function writeValue(value: Token, name: Token, text: string, safe: boolean): Fix {
  return { title: `Write \`${name.text}=${text}\``, safe, edits: [replace(value, text)] };
}
