import type { LxcKey } from "../../container/keys.js";
import { takesValue } from "../../container/lxcValues.js";
import type { Target } from "../../container/target.js";

const flags = new Map([
  ["true", "1"],
  ["yes", "1"],
  ["on", "1"],
  ["false", "0"],
  ["no", "0"],
  ["off", "0"],
]);

/** Other spellings of what a value was meant to be; the first one that liblxc takes is the repair. */
const spellings: readonly ((value: string) => string)[] = [
  (value) => flags.get(value.toLowerCase()) ?? value,
  (value) => value.replaceAll(/[,;][ \t]*/g, " "),
  (value) =>
    value
      .toLowerCase()
      .replaceAll("cap_", "")
      .replaceAll(/[,;][ \t]*/g, " "),
  (value) => `SIG${value}`,
  (value) => value.toLowerCase(),
  (value) => value.replaceAll(":", " "),
];

/** The value that was meant, when it is plain which; undefined when a person has to say. */
export function meantValue(key: LxcKey, text: string, value: string, target: Target): string | undefined {
  for (const spell of spellings) {
    const candidate = spell(value).trim();
    if (candidate !== value && candidate !== "" && takesValue(key, text, candidate, target)) return candidate;
  }
  return undefined;
}
