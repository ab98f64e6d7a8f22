import { factOf } from "../../container/keys.js";
import { nearest } from "../../container/nearest.js";
import { networkFamilies, ruleClasses, ruleQualifiers } from "../../knowledge/appArmor.js";
import { capabilities } from "../../knowledge/capabilities.js";
import type { AppArmorFault } from "../../syntax/appArmorRule.js";
import type { Document } from "../../syntax/document.js";
import { lineAt } from "../../syntax/document.js";
import { type Span, type Token, tokenAt } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { insertAt, replace } from "../fixes.js";
import type { Details } from "../rule.js";
import type { WrongWord } from "./ruleWords.js";

/** A finding about a rule in `lxc.apparmor.raw`. */
export interface Explained {
  readonly at: Span;
  readonly message: string;
  readonly details: Details;
}

const refused = "so AppArmor refuses the generated profile and the container does not start";

const lookUp = "Look up in `man apparmor.d` what may stand here.";

/** What the parser stops at, and how to repair it. */
export function explainFault({ kind, at }: AppArmorFault, document: Document): Explained {
  const { text } = document;
  const line = lineAt(document, at.start);
  const before = text.slice(line?.value?.start ?? at.start, at.start);
  if (at.text.endsWith(";")) return semicolon(tokenAt(text, at.end - 1, at.end));
  if (kind === "comma") return missingComma(at, text);
  if (kind === "unknown") return unknownRule(at, before);
  if (kind === "unclosed") return explained(at, `This \`${at.text}\` is never closed, ${refused}. Close it.`);
  if (kind === "incomplete")
    return explained(at, `Something is missing behind \`${at.text}\`, ${refused}. Write the rest of the rule.`);
  return misplaced(at, before, text);
}

/** A rule that is read, with a word in it that means nothing. */
export function explainWord({ at, problem, words, repair = "" }: WrongWord): Explained {
  const right = correction(at.text, words);
  const sentence = right ? `Write \`${right.text}\` instead.` : repair || lookUp;
  return explained(at, `${problem}, ${refused}. ${sentence}`, right && [correctionFix(at, right)]);
}

/** A rule without its comma that swallows the next one. */
export function explainMerge(line: Token): Explained {
  const end = endOfRule(line);
  return {
    at: end,
    message:
      "Without a comma here, this rule and the next line are one rule, which means something else. Write a comma at the end.",
    details: { rejectedBy: "ignored", fixes: [addComma(end)] },
  };
}

/** `mount fstype=nfs ->/mnt/**,`, which is read as a rule for a source of that name. */
export function explainArrow(at: Token): Explained {
  const found = gluedArrow(at, "so AppArmor takes it for what is mounted and not for the place");
  return { ...found, details: { ...found.details, rejectedBy: "ignored" } };
}

function gluedArrow(at: Token, consequence: string): Explained {
  return explained(at, `The arrow has no blank behind it, ${consequence}. Write \`-> ${at.text.slice(2)}\` instead.`, [
    { title: "Put a blank behind the arrow", safe: true, edits: [insertAt(at.start + 2, " ")] },
  ]);
}

function explained(at: Span, message: string, fixes: readonly Fix[] = []): Explained {
  return { at, message, details: { fixes } };
}

function missingComma(at: Token, text: string): Explained {
  if (text.slice(at.end).match(/^[ \t]*#/)) {
    return explained(
      at,
      `The comma that ends the rule has to stand in front of the comment, ${refused}. Write \`${at.text},\` instead.`,
      [addComma(at)],
    );
  }
  return explained(at, `This rule has no comma at its end, ${refused}. Write \`${at.text},\` instead.`, [addComma(at)]);
}

function semicolon(at: Span): Explained {
  return explained(at, `A rule ends with a comma and not with a semicolon, ${refused}. Write \`,\` instead.`, [
    { title: "Write a comma", safe: true, edits: [replace(at, ",")] },
  ]);
}

function addComma(at: Span): Fix {
  return { title: "Add the comma", safe: true, edits: [insertAt(at.end, ",")] };
}

function unknownRule(at: Token, before: string): Explained {
  // `capability sys_admin, net_admin,`: the first comma has ended the rule.
  const earlier = before.trimEnd();
  if (earlier.endsWith(",") && factOf(capabilities, at.text)) {
    const comma = { start: at.start - (before.length - earlier.length) - 1, end: at.start };
    return explained(
      at,
      `The comma before \`${at.text}\` has ended the rule already, ${refused}. Write the capabilities with blanks between them.`,
      [{ title: "Put a blank between the capabilities", safe: true, edits: [replace(comma, " ")] }],
    );
  }
  if (earlier.endsWith(",") && networkFamilies.includes(at.text)) {
    return explained(
      at,
      `The comma before \`${at.text}\` has ended the rule already, ${refused}. Write \`network ${at.text}\` instead.`,
      [{ title: "Make it a rule of its own", safe: true, edits: [insertAt(at.start, "network ")] }],
    );
  }
  const right = correction(at.text, [...Object.keys(ruleClasses), ...Object.keys(ruleQualifiers)]);
  const repair = right ? `Write \`${right.text}\` instead.` : lookUp;
  return explained(
    at,
    `No rule begins with \`${at.text}\`, ${refused}. ${repair}`,
    right && [correctionFix(at, right)],
  );
}

function misplaced(at: Token, before: string, text: string): Explained {
  const [, name = "", rest = ""] = /(?:^|\s)(fstype|vfstype|options?)([ \t]*|\([^()\s]*)$/.exec(before) ?? [];
  if (name) return missingEquals(name, rest, at, text);
  if (at.text.startsWith("->") && at.text.length > 2) return gluedArrow(at, refused);
  if (at.text === ",") return strayComma(at, before);
  if (before.trim() === "" && "\"'`".includes(at.text.charAt(0))) return quotedRule(at, text);
  if (/(^|[ \t])["']?\/\S*[ \t]+$/.test(before) && /^[a-z]+$/i.test(at.text)) {
    return explained(
      at,
      `\`${at.text}\` is no permission of a file, ${refused}. Write letters such as \`rw\` instead.`,
    );
  }
  return explained(at, `\`${at.text}\` does not belong here, ${refused}. Remove it.`);
}

/** `fstype nfs`, `options (rw)`, `options(rw)`: `rest` is what stands between the name and the place where the parser stops. */
function missingEquals(name: string, rest: string, at: Token, text: string): Explained {
  const end = at.start - rest.length;
  const gap = { start: end, end: rest.startsWith("(") ? end : at.start };
  const value = rest.startsWith("(") ? `${rest})` : conditionValue(at, text);
  return explained(
    { start: end - name.length, end },
    `\`${name}\` needs a \`=\` behind it, ${refused}. Write \`${name}=${value}\` instead.`,
    [{ title: "Put the equals sign", safe: true, edits: [replace(gap, "=")] }],
  );
}

function strayComma(at: Token, before: string): Explained {
  const isInclude = /^\s*#?include\s/.test(before);
  if (!isInclude && !before.trimEnd().endsWith(",")) {
    return explained(at, `Something is missing in front of this comma, ${refused}. Write it, or remove the comma.`);
  }
  const why = isInclude ? "An include ends without a comma" : "The rule has ended already";
  return explained(at, `${why}, ${refused}. Remove it.`, [
    { title: "Remove the comma", safe: true, edits: [replace(at, "")] },
  ]);
}

function conditionValue(at: Token, text: string): string {
  const close = at.text.startsWith("(") ? text.slice(at.start, lineEnd(text, at.start)).indexOf(")") : -1;
  return close < 0 ? at.text : text.slice(at.start, at.start + close + 1);
}

function quotedRule(at: Token, text: string): Explained {
  const quote = at.text.charAt(0);
  const close = text.slice(at.start + 1, lineEnd(text, at.start)).indexOf(quote);
  const marks = [at.start, ...(close < 0 ? [] : [at.start + 1 + close])];
  const isPath = text[at.start + 1] === "/";
  const edits = marks.map((mark) => replace({ start: mark, end: mark + 1 }, isPath ? '"' : ""));
  if (isPath) {
    return explained(at, `AppArmor knows only double quotes, ${refused}. Write \`"\` instead.`, [
      { title: "Write double quotes", safe: true, edits },
    ]);
  }
  return explained(at, `The quotes make one word of the rule, ${refused}. Write it without quotes.`, [
    { title: "Remove the quotes", safe: true, edits },
  ]);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The last word of a rule, without the comment behind it. */
function endOfRule(line: Token): Span {
  const hash = line.text.indexOf(" #");
  const rule = (hash < 0 ? line.text : line.text.slice(0, hash)).trimEnd();
  const start = Math.max(rule.lastIndexOf(" "), rule.lastIndexOf("\t"), rule.lastIndexOf("=")) + 1;
  return { start: line.start + start, end: line.start + rule.length };
}

interface Correction {
  readonly text: string;
  /** Only the spelling differs: the case of letters, `CAP_` or `SIG` in front. */
  readonly isCertain: boolean;
}

function correction(word: string, words: readonly string[]): Correction | undefined {
  const plain = word.toLowerCase().replace(/^(?:cap_|sig)/, "");
  for (const text of [word.toLowerCase(), plain]) if (words.includes(text)) return { text, isCertain: true };
  // Several options without the parentheses.
  if (word.includes(",") && word.split(",").every((each) => words.includes(each)))
    return { text: `(${word})`, isCertain: true };
  const text = plain.length > 2 ? nearest(plain, words) : undefined;
  return text === undefined ? undefined : { text, isCertain: false };
}

function correctionFix(at: Token, { text, isCertain }: Correction): Fix {
  return { title: `Write \`${text}\``, safe: isCertain, edits: [replace(at, text)] };
}
