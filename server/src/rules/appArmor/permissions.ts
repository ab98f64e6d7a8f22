import type { AppArmorRule } from "../../syntax/appArmorRule.js";
import type { WrongWord } from "./ruleWords.js";

/** The ways to run another program, each letter group with its `x`. */
const ways = /[pcPC]?[iuIU][xX]|[pcPC][xX]/g;

/** The letters of a file rule that cannot stand together. Source: apparmor_parser 3.0.8, run. */
export function wrongPermissions({ access, qualifiers, target }: AppArmorRule): WrongWord | undefined {
  const at = access.find((each) => !["safe", "unsafe", "subset"].includes(each.text));
  if (!at) return undefined;
  const wrong = (problem: string): WrongWord => ({ at, problem, words: [] });
  const letters = at.text;
  if (/a/i.test(letters) && /w/i.test(letters)) return wrong("`a` and `w` exclude each other, as `w` includes `a`");
  const written = new Set((letters.match(ways) ?? []).map((way) => way.slice(0, -1)));
  const plain = /x/i.test(letters.replace(ways, ""));
  const [mode] = access;
  if ((mode?.text === "safe" || mode?.text === "unsafe") && !plain && written.size === 0) {
    return { at: mode, problem: `\`${mode.text}\` wants permission to run a program, such as \`px\``, words: [] };
  }
  if (access.some((each) => each.text === "subset") && /[^lL]/.test(letters)) {
    return wrong("`subset` is for links only");
  }
  if (qualifiers.some((each) => each.text === "deny")) {
    return written.size > 0
      ? wrong("Behind `deny` the letter `x` stands alone, without `i`, `p`, `c` or `u`")
      : undefined;
  }
  if (written.size > 1) return wrong(`\`${letters}\` names two ways to run a program`);
  return plain && written.size === 0 && !target && mode?.text !== "unsafe"
    ? wrong("In a rule that allows, `x` needs `i`, `p`, `c` or `u` before it")
    : undefined;
}
