import type { AppArmorRule } from "../../syntax/appArmorRule.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { WrongWord } from "./ruleWords.js";

/** Classes whose free words are patterns of paths or names. */
const patterned = new Set(["file", "link", "mount", "umount", "unmount", "remount", "pivot_root", "change_profile"]);
const patternedConditions = new Set([
  "fstype",
  "vfstype",
  "peer",
  "path",
  "interface",
  "member",
  "name",
  "addr",
  "label",
]);

/** The bracket in a pattern that has no partner, or braces with fewer than two choices. Source: apparmor_parser 3.0.8, run. */
export function wrongPattern({ kind, words, target, conditions, peer }: AppArmorRule): WrongWord | undefined {
  const patterns = [
    ...(patterned.has(kind?.text ?? "file") ? [...words, ...(target ? [target] : [])] : []),
    ...[...conditions, ...peer].flatMap((each) => (patternedConditions.has(each.name.text) ? each.values : [])),
  ];
  for (const pattern of patterns) {
    const wrong = wrongBracket(pattern);
    if (wrong) return wrong;
  }
  return undefined;
}

function wrongBracket(pattern: Token): WrongWord | undefined {
  const { text } = pattern;
  const bracket = (at: number, problem: string, repair = "Close it."): WrongWord => {
    return { at: partOf(pattern, at, at + 1), problem, words: [], repair };
  };
  const open: { at: number; choices: number }[] = [];
  let list = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const brace = open.at(-1);
    if (character === "\\") at++;
    else if (list >= 0) list = character === "]" ? -1 : list;
    else if (character === "@" && text[at + 1] === "{") at = Math.max(at, text.indexOf("}", at));
    else if (character === "[") list = at;
    else if (character === "]")
      return bracket(at, "This `]` closes nothing", "Write `\\]` instead for the character itself.");
    else if (character === "{") open.push({ at, choices: 1 });
    else if (character === "," && brace) brace.choices++;
    else if (character === "}") {
      if (!brace) return bracket(at, "This `}` closes nothing", "Write `\\}` instead for the character itself.");
      if (brace.choices < 2) {
        return {
          ...bracket(
            brace.at,
            "Braces hold at least two choices, with a comma between them",
            "Write another, or remove the braces.",
          ),
          at: partOf(pattern, brace.at, at + 1),
        };
      }
      open.pop();
    }
  }
  if (list >= 0) return bracket(list, "This `[` is never closed");
  const last = open.at(-1);
  return last && bracket(last.at, "This `{` is never closed");
}
