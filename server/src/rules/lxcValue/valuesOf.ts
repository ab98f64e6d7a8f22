import { lxcKey } from "../../container/keys.js";
import { architecturesOfOneProcessor, valuesByFormat } from "../../knowledge/lxcWords.js";

/** The values that a key of liblxc takes, as the end of a sentence that begins with "Write". */
export function valuesOf(key: string): string {
  const fact = lxcKey(key)?.fact;
  if (fact?.format === undefined) return "an empty value only";
  switch (fact.format) {
    case "architecture":
    case "log-level":
    case "namespaces":
    case "word":
    case "word-in-any-case":
      return listed(fact.values ?? []);
    default:
      return valuesByFormat[fact.format];
  }
}

function listed(words: readonly string[]): string {
  const everywhere = words.filter((word) => !architecturesOfOneProcessor.includes(word));
  // Most used first, and nobody reads thirty.
  if (everywhere.length > 12) return `words such as ${listed(everywhere.slice(0, 5))}`;
  return `${everywhere.slice(0, -1).join(", ")} or ${everywhere.at(-1)}`;
}
