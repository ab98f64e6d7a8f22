import type { Container } from "../../container/container.js";
import { lastAnswer } from "../../container/lastAnswer.js";
import type { Line } from "../../syntax/document.js";

/** The lines that allow something, by the path or the numbers that they allow: `c 10:200`. */
export const allowingLines = lastAnswer((container: Container): ReadonlyMap<string, readonly Line[]> => {
  const byText = new Map<string, Line[]>();
  for (const { key, rule, line } of container.deviceRules) {
    if (!key.text.endsWith(".allow")) continue;
    const text = rule.path ?? `${rule.type} ${rule.major}:${rule.minor}`;
    byText.set(text, [...(byText.get(text) ?? []), line]);
  }
  return byText;
});
