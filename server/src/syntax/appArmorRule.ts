import { readRule } from "./appArmorReader.js";
import { endOfLine, joinLines, nameEnd, skipComments } from "./appArmorText.js";
import type { Token } from "./token.js";

/** `fstype=nfs`, `options=(rw,bind)`, `options in (ro,noatime)`. */
export interface AppArmorCondition {
  readonly name: Token;
  readonly values: readonly Token[];
}

/** A rule of an AppArmor profile, whose shape is right; whether its words mean something is not asked here. */
export interface AppArmorRule {
  /** `audit`, `deny`, `owner` and the like, in front of the rule. */
  readonly qualifiers: readonly Token[];
  /** The word that tells what is ruled; absent for a file rule that begins with its path or permissions. */
  readonly kind: Token | undefined;
  /** The kinds of access, bare or in parentheses: `send`, `rw`; for a file its permissions. */
  readonly access: readonly Token[];
  readonly conditions: readonly AppArmorCondition[];
  /** What stands in `peer=(…)`. */
  readonly peer: readonly AppArmorCondition[];
  readonly words: readonly Token[];
  /** It opens a block of rules. */
  readonly isBlock: boolean;
  /** What stands behind `->`. */
  readonly target: Token | undefined;
  /** The comma or brace at its end lies in this line, 0-based; the rule began in `firstLine`. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Where the parser stops, and why. */
export interface AppArmorFault {
  /**
   * `comma`: the comma behind `at` is missing; `incomplete`: something else must follow `at`; `unclosed`: what `at` opens has no end;
   * `unknown`: no rule begins with this word; `unexpected`: this does not belong here.
   */
  readonly kind: "comma" | "incomplete" | "unclosed" | "unknown" | "unexpected";
  readonly at: Token;
}

export interface AppArmorRules {
  readonly rules: readonly AppArmorRule[];
  /** At most one in each line. */
  readonly faults: readonly AppArmorFault[];
}

/**
 * Reads lines of a profile one after the other, as the parser of AppArmor does: a rule ends at its comma, not at the end of its line. Linear.
 * `isKnown` tells whether the parser at hand knows a word that begins a rule or stands before one. Source: apparmor.d(5); apparmor_parser 3.0.8, run.
 */
export function readAppArmorRules(lines: readonly Token[], isKnown: (word: string) => boolean): AppArmorRules {
  const joined = joinLines(lines);
  const rules: AppArmorRule[] = [];
  const faults: AppArmorFault[] = [];
  const open: Token[] = [];
  const lineOf = lineCounter(joined.text);
  for (let at = skipComments(joined.text, 0); at < joined.text.length; at = skipComments(joined.text, at)) {
    if (joined.text[at] === "}" && open.length > 0) {
      open.pop();
      at++;
      continue;
    }
    const firstLine = lineOf(at);
    const read = readRule(joined, at, joined.text.length, isKnown);
    if (read.rule) {
      at = read.end;
      if (joined.text[at - 1] === "{") open.push(joined.tokenAt(at - 1, at));
      rules.push({ ...read.rule, firstLine, lastLine: lineOf(at) });
      continue;
    }
    const lineEnd = endOfLine(joined.text, at);
    // What the next line begins with looks like a rule of its own, so this line was meant to be complete.
    const goesOn = read.end > lineEnd && !beginsRule(joined.text, lineEnd, isKnown);
    const fault = goesOn ? read.fault : readRule(joined, at, lineEnd, isKnown).fault;
    const reported = fault ?? read.fault;
    if (reported) faults.push(reported);
    at = endOfLine(joined.text, goesOn ? read.end : at);
  }
  // After a fault the braces are not counted well.
  if (faults.length === 0) for (const brace of open) faults.push({ kind: "unclosed", at: brace });
  return { rules, faults };
}

/** The number of the line that holds an offset; the offsets asked for must rise. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let counted = 0;
  return (offset) => {
    for (; counted < offset; counted++) if (text[counted] === "\n") line++;
    return line;
  };
}

function beginsRule(text: string, from: number, isKnown: (word: string) => boolean): boolean {
  const at = skipComments(text, from);
  if (at >= text.length || '/"@^{}'.includes(text.charAt(at))) return true;
  return isKnown(text.slice(at, nameEnd(text, at)));
}
