import type { AppArmorCondition, AppArmorFault } from "./appArmorRule.js";
import {
  type AppArmorText,
  conditionOperator,
  isPermissions,
  labelEnd,
  listValueEnd,
  nameEnd,
  permissionsEnd,
  quotedEnd,
  ruleWordEnd,
  skipComments,
  skipSpaces,
  skipWhite,
  variableEnd,
  wordEnd,
} from "./appArmorText.js";
import type { Token } from "./token.js";

/**
 * Takes an AppArmor rule apart from left to right. What is taken is passed; what is not there is left. Methods that return false have noted a fault.
 * In the space between rules comments are skipped and words are names or paths; inside a rule with a language of its own, neither holds.
 */
export interface AppArmorCursor {
  readonly at: number;
  readonly fault: AppArmorFault | undefined;
  readonly text: string;
  tokenAt(start: number, end: number): Token;
  fail(kind: AppArmorFault["kind"], at: Token): false;
  /** Notes that the rule cannot go on so; `complete` when a comma would have done. */
  refuse(complete: boolean): false;
  /** As `refuse`, in the space between rules. */
  refuseOutside(complete: boolean): false;
  take(end: number): Token;
  takeMark(mark: string): boolean;
  takeMarkOutside(mark: string): boolean;
  /** A piece as `match` finds its end, or nothing. */
  takeMatch(match: (text: string, at: number) => number): Token | undefined;
  /** One of these words, between rules. */
  takeName(...wanted: readonly string[]): Token | undefined;
  /** A path, name or variable between rules. */
  takeWordOutside(): Token | undefined;
  /** A word of a rule that has a language of its own, such as `mount` or `signal`. */
  takeWord(): Token | undefined;
  takePermissions(): Token | undefined;
  /** The values up to the closing parenthesis, the opening one being taken. */
  readList(values: Token[]): boolean;
  isAtCondition(): boolean;
  /** `name=value`, `name=(…)`, `name in (…)` and `peer=(…)`, as many as there are. */
  readConditions(conditions: AppArmorCondition[], peer: AppArmorCondition[]): boolean;
}

/** Words of the language, which are no free words between rules. Source: apparmor_parser 3.0.8, run. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "abi alias allow audit bind capability change_profile dbus defined deny eavesdrop else file hat if in include link mount " +
    "network not other owner peer pivot_root profile ptrace read readby receive remount rewrite rlimit safe send set signal " +
    "subset trace tracedby umount unix unmount unsafe user write"
  ).split(" "),
);

/** A cursor at `start`; behind `stop` there is nothing. */
export function cursorAt(joined: AppArmorText, start: number, stop: number): AppArmorCursor {
  const text = stop < joined.text.length ? joined.text.slice(0, stop) : joined.text;
  let at = start;
  let last = joined.tokenAt(start, start);
  let fault: AppArmorFault | undefined;
  // Inside a rule `#` and `}` are words like any other. When the rule fails, they were meant to stand behind its comma.
  let beforeMark: Token | undefined;

  const cursor: AppArmorCursor = {
    get at() {
      return at;
    },
    get fault() {
      return fault;
    },
    text,
    tokenAt: joined.tokenAt,
    fail(kind, token) {
      fault = beforeMark ? { kind: "comma", at: beforeMark } : { kind, at: token };
      return false;
    },
    refuse(complete) {
      at = skipWhite(text, at);
      if (at >= text.length) return cursor.fail(complete ? "comma" : "incomplete", last);
      return cursor.fail("unexpected", joined.tokenAt(at, pieceEnd(text, at)));
    },
    refuseOutside(complete) {
      at = skipComments(text, at);
      return cursor.refuse(complete);
    },
    take(end) {
      last = joined.tokenAt(at, end);
      at = end;
      return last;
    },
    takeMark(mark) {
      const next = skipWhite(text, at);
      if (!text.startsWith(mark, next)) return false;
      at = next;
      cursor.take(next + mark.length);
      return true;
    },
    takeMarkOutside(mark) {
      const next = skipComments(text, at);
      if (!text.startsWith(mark, next)) return false;
      at = next;
      return cursor.takeMark(mark);
    },
    takeMatch(match) {
      const next = skipWhite(text, at);
      const end = match(text, next);
      if (end === next) return undefined;
      at = next;
      return cursor.take(end);
    },
    takeName(...wanted) {
      const next = skipComments(text, at);
      const end = nameEnd(text, next);
      if (!wanted.includes(text.slice(next, end)) || conditionOperator(text, end)) return undefined;
      at = next;
      return cursor.take(end);
    },
    takeWordOutside() {
      const next = skipComments(text, at);
      const end = outsideWordEnd(text, next);
      if (end === next || conditionOperator(text, nameEnd(text, next))) return undefined;
      at = next;
      return cursor.take(end);
    },
    takeWord() {
      const before = last;
      const word = cursor.takeMatch(ruleWordEnd);
      if (word?.text.startsWith("#") || word?.text === "}") beforeMark ??= before;
      return word;
    },
    takePermissions() {
      const next = skipComments(text, at);
      if (!isPermissions(text, next)) return undefined;
      at = next;
      return cursor.take(permissionsEnd(text, next));
    },
    readList(values) {
      const opening = last;
      for (;;) {
        skipCommas();
        if (cursor.takeMark(")")) return true;
        if (at >= text.length) return cursor.fail("unclosed", opening);
        const value = cursor.takeMatch(listWordEnd);
        if (!value) return cursor.refuse(false);
        values.push(value);
      }
    },
    isAtCondition() {
      const next = skipWhite(text, at);
      const end = nameEnd(text, next);
      return end > next && conditionOperator(text, end) !== undefined;
    },
    readConditions(conditions, peer) {
      while (cursor.isAtCondition()) if (!readCondition(conditions, peer)) return false;
      return true;
    },
  };

  const skipCommas = () => {
    at = skipWhite(text, at);
    while (text[at] === ",") at = skipWhite(text, at + 1);
  };

  const readCondition = (conditions: AppArmorCondition[], peer: AppArmorCondition[]): boolean => {
    const name = cursor.takeMatch(nameEnd) ?? last;
    const operator = conditionOperator(text, at);
    at = operator?.end ?? at;
    const values: Token[] = [];
    if (cursor.takeMark("(")) {
      if (name.text === "peer" && operator?.operator === "=") return readPeer(peer);
      if (!cursor.readList(values)) return false;
    } else {
      at = skipSpaces(text, at);
      const value = at < text.length && text[at] !== "\n" ? cursor.takeMatch(valueEnd) : undefined;
      if (value) values.push(value);
    }
    conditions.push({ name, values });
    return values.length > 0 || cursor.fail("incomplete", name);
  };

  const readPeer = (peer: AppArmorCondition[]): boolean => {
    const opening = last;
    for (;;) {
      skipCommas();
      if (cursor.takeMark(")")) return true;
      if (at >= text.length) return cursor.fail("unclosed", opening);
      const name = cursor.takeMatch((whole, from) => wordEnd(whole, from, "=)"));
      if (!name) return cursor.refuse(false);
      const values: Token[] = [];
      if (cursor.takeMark("=")) {
        const inner = cursor.takeMark("(");
        const value = cursor.takeMatch(listWordEnd);
        if (!value || (inner && !cursor.takeMark(")"))) return cursor.refuse(false);
        values.push(value);
      }
      peer.push({ name, values });
    }
  };
  return cursor;
}

function listWordEnd(text: string, at: number): number {
  return text[at] === '"' ? quotedEnd(text, at) : listValueEnd(text, at);
}

/** The end of a word that may be anything: a value, a target, the name of a file. */
export function valueEnd(text: string, at: number): number {
  return text[at] === '"' ? quotedEnd(text, at) : wordEnd(text, at);
}

function outsideWordEnd(text: string, at: number): number {
  if (text[at] === '"') return "/@:&".includes(text.charAt(at + 1) || "-") ? quotedEnd(text, at) : at;
  const end = Math.max(labelEnd(text, at), text[at] === "@" ? variableEnd(text, at) : at);
  if (end > at) return end;
  const name = nameEnd(text, at);
  return reservedWords.has(text.slice(at, name)) || isPermissions(text, at) ? at : name;
}

/** The piece to point at where something does not belong: up to the next blank or comma. */
function pieceEnd(text: string, at: number): number {
  return Math.max(at + 1, valueEnd(text, at));
}
