import { type AppArmorCursor, cursorAt, reservedWords, valueEnd } from "./appArmorCursor.js";
import type { AppArmorCondition, AppArmorFault, AppArmorRule } from "./appArmorRule.js";
import {
  type AppArmorText,
  arrowEnd,
  endOfLine,
  fileNameEnd,
  isPermissions,
  limitEnd,
  nameEnd,
  skipComments,
  skipSpaces,
} from "./appArmorText.js";
import type { Token } from "./token.js";

/** What came of reading one rule. */
export interface ReadRule {
  readonly rule: Omit<AppArmorRule, "firstLine" | "lastLine"> | undefined;
  readonly fault: AppArmorFault | undefined;
  /** Behind the rule, or where the fault lies. */
  readonly end: number;
}

interface Parts {
  readonly qualifiers: Token[];
  kind: Token | undefined;
  readonly access: Token[];
  readonly conditions: AppArmorCondition[];
  readonly peer: AppArmorCondition[];
  readonly words: Token[];
  target: Token | undefined;
}

type Reader = (cursor: AppArmorCursor, parts: Parts) => boolean;

/** Reads the rule that starts at `start`; behind `stop` there is nothing. `isKnown` is that of `readAppArmorRules`. */
export function readRule(
  joined: AppArmorText,
  start: number,
  stop: number,
  isKnown: (word: string) => boolean,
): ReadRule {
  const cursor = cursorAt(joined, start, stop);
  const parts: Parts = {
    qualifiers: [],
    kind: undefined,
    access: [],
    conditions: [],
    peer: [],
    words: [],
    target: undefined,
  };
  const isRule = readWhole(cursor, parts, isKnown);
  const isBlock = cursor.text[cursor.at - 1] === "{";
  return { rule: isRule ? { ...parts, isBlock } : undefined, fault: isRule ? undefined : cursor.fault, end: cursor.at };
}

function readWhole(cursor: AppArmorCursor, parts: Parts, isKnown: (word: string) => boolean): boolean {
  const { text } = cursor;
  if (text.startsWith("#include", cursor.at)) {
    parts.kind = cursor.take(cursor.at + "#include".length);
    return readInclude(cursor, parts);
  }
  if (text[cursor.at] === "^") return readBlock(cursor, cursor.take(cursor.at + 1));
  parts.kind = cursor.takeName("include", "profile", "hat", "if", "else");
  if (parts.kind) return parts.kind.text === "include" ? readInclude(cursor, parts) : readBlock(cursor, parts.kind);
  if (!readQualifiers(cursor, parts, isKnown)) return false;
  if (cursor.takeMarkOutside("{")) return true;
  const next = skipComments(text, cursor.at);
  const word = text.slice(next, nameEnd(text, next));
  const reader = isKnown(word) && Object.hasOwn(readers, word) ? readers[word] : undefined;
  if (!reader) return readFileOrFail(cursor, parts, word);
  parts.kind = cursor.takeName(word);
  if (!parts.kind) return cursor.refuseOutside(false);
  if (parts.qualifiers.length > 0 && (word === "set" || word === "abi")) return cursor.fail("unexpected", parts.kind);
  return reader(cursor, parts);
}

function readQualifiers(cursor: AppArmorCursor, { qualifiers }: Parts, isKnown: (word: string) => boolean): boolean {
  if (isKnown("priority") && isAtPriority(cursor)) {
    const priority: AppArmorCondition[] = [];
    if (!cursor.readConditions(priority, [])) return false;
    qualifiers.push(...priority.map((each) => each.name));
  }
  // They must come in this order, each at most once.
  for (const place of [["audit"], ["allow", "deny", "prompt"], ["owner", "user", "other"]]) {
    const qualifier = cursor.takeName(...place.filter((word) => word === "user" || isKnown(word)));
    if (qualifier) qualifiers.push(qualifier);
  }
  return true;
}

function isAtPriority(cursor: AppArmorCursor): boolean {
  const next = skipComments(cursor.text, cursor.at);
  return cursor.text.slice(next, nameEnd(cursor.text, next)) === "priority" && cursor.isAtCondition();
}

/** `profile NAME … {`, `hat NAME {`, `^NAME {`, `if … {`, `else {`: up to the brace, in one line. */
function readBlock(cursor: AppArmorCursor, opening: Token): boolean {
  const { text } = cursor;
  if (opening.text === "profile" || opening.text === "hat" || opening.text === "^") {
    const isNamed = text[skipSpaces(text, cursor.at)] !== "{" && cursor.takeMatch(valueEnd);
    if (!isNamed) return cursor.fail("incomplete", opening);
    // What a profile is attached to begins with a slash or a variable; the rest are flags.
    if (!/^(?:[{/@"(+]|flags|xattrs)/.test(text.slice(skipSpaces(text, cursor.at), endOfLine(text, cursor.at)))) {
      return cursor.refuse(false);
    }
  }
  const brace = text.slice(cursor.at, endOfLine(text, cursor.at)).indexOf("{");
  if (brace < 0) return cursor.fail("incomplete", opening);
  cursor.take(cursor.at + brace + 1);
  return true;
}

function readInclude(cursor: AppArmorCursor, { words }: Parts): boolean {
  if (cursor.takeName("if")) cursor.takeName("exists");
  const file = cursor.takeMatch(fileNameEnd);
  if (file) words.push(file);
  return file !== undefined || cursor.refuse(false);
}

const readMount: Reader = (cursor, parts) => {
  if (!cursor.readConditions(parts.conditions, parts.peer)) return false;
  takeInto(parts.words, cursor.takeWord());
  if (parts.kind?.text !== "mount" || !cursor.takeMatch(arrowEnd)) return finish(cursor);
  parts.target = cursor.takeWord();
  return parts.target ? finish(cursor) : cursor.refuse(false);
};

const readAccess: Reader = (cursor, parts) => {
  if (cursor.takeMark("(")) {
    if (!cursor.readList(parts.access)) return false;
  } else if (!cursor.isAtCondition()) takeInto(parts.access, cursor.takeWord());
  return cursor.readConditions(parts.conditions, parts.peer) && finish(cursor);
};

/** The name of a queue stands behind the conditions, or alone in place of the access. */
const readQueue: Reader = (cursor, parts) => {
  if (cursor.takeMark("(") && !cursor.readList(parts.access)) return false;
  while (!cursor.isAtCondition() && takeInto(parts.words, cursor.takeWord()));
  if (!cursor.readConditions(parts.conditions, parts.peer)) return false;
  takeInto(parts.words, cursor.takeWord());
  return finish(cursor);
};

const readNetwork: Reader = (cursor, parts) => {
  if (cursor.takeMark("(") && !cursor.readList(parts.access)) return false;
  while (!cursor.isAtCondition() && takeInto(parts.words, cursor.takeWord()));
  return cursor.readConditions(parts.conditions, parts.peer) && finish(cursor);
};

const readCapability: Reader = (cursor, { words }) => {
  while (takeInto(words, cursor.takeWordOutside()));
  return finishOutside(cursor);
};

const readPivot: Reader = (cursor, parts) => {
  if (!cursor.readConditions(parts.conditions, parts.peer)) return false;
  takeInto(parts.words, cursor.takeWordOutside());
  return readTarget(cursor, parts) && finishOutside(cursor);
};

const readChange: Reader = (cursor, parts) => {
  takeInto(parts.access, cursor.takeName("safe", "unsafe"));
  takeInto(
    parts.words,
    cursor.takeMatch((text, at) => (arrowEnd(text, at) > at ? at : valueEnd(text, at))),
  );
  if (!cursor.takeMatch(arrowEnd)) return finish(cursor);
  return takeTarget(cursor, parts) && finish(cursor);
};

const readLink: Reader = (cursor, parts) => {
  takeInto(parts.access, cursor.takeName("subset"));
  if (!takeInto(parts.words, cursor.takeWordOutside())) return cursor.refuseOutside(false);
  if (!readTarget(cursor, parts)) return false;
  return parts.target ? finishOutside(cursor) : cursor.refuseOutside(false);
};

const readLimit: Reader = (cursor, { words }) => {
  if (!cursor.takeName("rlimit")) return cursor.refuseOutside(false);
  const named = takeInto(words, cursor.takeMatch(nameEnd)) && cursor.takeMark("<=");
  if (!named || !takeInto(words, cursor.takeMatch(limitEnd))) return cursor.refuse(false);
  takeInto(words, cursor.takeMatch(nameEnd));
  return finish(cursor);
};

const readAbi: Reader = (cursor, { words }) =>
  takeInto(words, cursor.takeMatch(fileNameEnd)) ? finishOutside(cursor) : cursor.refuse(false);

const readFile: Reader = (cursor, parts) => {
  takeInto(parts.access, cursor.takeName("safe", "unsafe"));
  const isFirst = takeInto(parts.access, cursor.takePermissions());
  if (isFirst) takeInto(parts.access, cursor.takeName("subset"));
  if (!takeInto(parts.words, cursor.takeWordOutside())) return cursor.refuseOutside(false);
  if (!isFirst && !takeInto(parts.access, cursor.takePermissions())) return cursor.refuseOutside(false);
  return readTarget(cursor, parts) && finishOutside(cursor);
};

/** How the rest of a rule is read, by its first word. */
const readers: Readonly<Record<string, Reader>> = {
  mount: readMount,
  remount: readMount,
  umount: readMount,
  unmount: readMount,
  signal: readAccess,
  ptrace: readAccess,
  userns: readAccess,
  dbus: readAccess,
  unix: readAccess,
  io_uring: readAccess,
  mqueue: readQueue,
  network: readNetwork,
  capability: readCapability,
  all: finishOutside,
  pivot_root: readPivot,
  change_profile: readChange,
  link: readLink,
  set: readLimit,
  abi: readAbi,
  file: (cursor, parts) => cursor.takeMarkOutside(",") || readFile(cursor, parts),
};

/** A rule without a word for its class is a file rule; a lone word that is neither path nor permissions is none at all. */
function readFileOrFail(cursor: AppArmorCursor, parts: Parts, word: string): boolean {
  const start = skipComments(cursor.text, cursor.at);
  const isName = word !== "" && !isPermissions(cursor.text, start) && !reservedWords.has(word);
  if (readFile(cursor, parts)) return true;
  return isName && cursor.fail("unknown", cursor.tokenAt(start, start + word.length));
}

function readTarget(cursor: AppArmorCursor, parts: Parts): boolean {
  return !cursor.takeMarkOutside("->") || takeTarget(cursor, parts);
}

function takeTarget(cursor: AppArmorCursor, parts: Parts): boolean {
  parts.target = cursor.takeMatch(valueEnd);
  return parts.target !== undefined || cursor.refuse(false);
}

function takeInto(list: Token[], token: Token | undefined): boolean {
  if (token) list.push(token);
  return token !== undefined;
}

function finish(cursor: AppArmorCursor): boolean {
  return cursor.takeMark(",") || cursor.refuse(true);
}

function finishOutside(cursor: AppArmorCursor): boolean {
  return cursor.takeMarkOutside(",") || cursor.refuseOutside(true);
}
