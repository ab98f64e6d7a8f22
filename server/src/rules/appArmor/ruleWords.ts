import { factOf } from "../../container/keys.js";
import {
  limitNames,
  mountRuleOptions,
  networkFamilies,
  networkTypes,
  ruleClasses,
  signalNames,
} from "../../knowledge/appArmor.js";
import { capabilities } from "../../knowledge/capabilities.js";
import type { AppArmorCondition, AppArmorRule } from "../../syntax/appArmorRule.js";
import type { Token } from "../../syntax/token.js";
import { wrongPattern } from "./pattern.js";
import { wrongPermissions } from "./permissions.js";

/** A word that the parser refuses in a rule whose shape is right. */
export interface WrongWord {
  readonly at: Token;
  /** What is wrong with it, as the first half of a sentence. */
  readonly problem: string;
  /** The words that may stand there, where they can be listed. */
  readonly words: readonly string[];
  /** What to do, as a sentence, where no word can be offered. */
  readonly repair?: string;
}

/** The parser of Proxmox VE 8, or that of 9. */
export type AppArmorRelease = "3.0" | "4.1";

/** Names of conditions by the class of the rule. Source: apparmor.d(5) of 4.1; what 3.0.8 refuses of these is not worth a false error. */
const conditionNames: Readonly<Record<string, readonly string[]>> = {
  mount: ["fstype", "options", "vfstype", "option"],
  remount: ["fstype", "options", "vfstype", "option"],
  umount: ["fstype", "options", "vfstype", "option"],
  unmount: ["fstype", "options", "vfstype", "option"],
  signal: ["set", "peer"],
  ptrace: ["peer"],
  unix: ["type", "protocol", "addr", "label", "attr", "opt"],
  dbus: ["bus", "path", "interface", "member", "name"],
  pivot_root: ["oldroot"],
};

const peerNames: Readonly<Record<string, readonly string[]>> = { unix: ["label", "addr"], dbus: ["name", "label"] };

/** Protocols that only some families have. Source: apparmor_parser 3.0.8, all pairs run. */
const protocolFamilies: Readonly<Record<string, readonly string[]>> = {
  tcp: ["inet", "inet6"],
  udp: ["inet", "inet6"],
  icmp: ["inet"],
};

/** The first word that the parser of AppArmor refuses, in a rule of `release` `3.0` or later. Source: apparmor_parser 3.0.8, run. */
export function wrongWord(rule: AppArmorRule, release: AppArmorRelease): WrongWord | undefined {
  const kind = rule.kind?.text ?? "file";
  return (
    wrongQualifier(rule) ??
    wrongAccess(rule, kind, release) ??
    wrongCondition(rule, kind, release) ??
    wrongFreeWord(rule, kind) ??
    wrongPattern(rule)
  );
}

function wrongQualifier({ qualifiers, kind, words, isBlock }: AppArmorRule): WrongWord | undefined {
  const deny = qualifiers.find((each) => each.text === "deny");
  if (deny && isBlock) return { at: deny, problem: "`deny` cannot stand before a block", words: [] };
  if (deny && kind?.text === "file" && words.length === 0) {
    return { at: deny, problem: "`deny` cannot stand before `file` alone", words: [] };
  }
  const owner = qualifiers.find((each) => ["owner", "other", "user"].includes(each.text));
  const fact = kind && factOf(ruleClasses, kind.text);
  if (!owner || !kind || fact?.takesOwner || fact?.since) return undefined;
  return { at: owner, problem: `\`${owner.text}\` is for files and cannot stand before \`${kind.text}\``, words: [] };
}

function wrongAccess(rule: AppArmorRule, kind: string, release: AppArmorRelease): WrongWord | undefined {
  if (kind === "file") return wrongPermissions(rule);
  if (kind === "network" && release === "3.0") {
    const newer = rule.access[0] ?? rule.conditions[0]?.name;
    return newer && { at: newer, problem: "AppArmor 3 knows only family and type in a network rule", words: [] };
  }
  const words = factOf(ruleClasses, kind)?.access;
  const at = words && rule.access.find((each) => !words.includes(each.text) && !/^[rw]+$/i.test(each.text));
  return at && { at, problem: `\`${at.text}\` is no kind of access in a rule for ${kind}`, words };
}

function wrongCondition(
  { conditions, peer, access }: AppArmorRule,
  kind: string,
  release: AppArmorRelease,
): WrongWord | undefined {
  const names = conditionNames[kind];
  const unknown = names && conditions.find((each) => !names.includes(each.name.text));
  if (unknown)
    return {
      at: unknown.name,
      problem: `\`${unknown.name.text}\` is no condition of a rule for ${kind}`,
      words: names,
    };
  const peers = peerNames[kind] ?? [];
  const unknownPeer = peer.find((each) => !peers.includes(each.name.text));
  if (unknownPeer)
    return { at: unknownPeer.name, problem: `\`${unknownPeer.name.text}\` is no condition of a peer`, words: peers };
  const repeated = singleConditions.has(kind) && repeatedCondition(conditions);
  if (repeated) return { at: repeated.name, problem: `\`${repeated.name.text}\` is there twice`, words: [] };
  if (kind === "dbus") return wrongBusCondition(conditions, access);
  for (const condition of conditions) {
    const wrong = wrongValue(condition, kind, release);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Classes whose conditions may be there only once, but for the signals. Source: apparmor_parser 3.0.8, run. */
const singleConditions = new Set(["dbus", "unix", "ptrace", "signal"]);

function repeatedCondition(conditions: readonly AppArmorCondition[]): AppArmorCondition | undefined {
  const names = conditions.map((each) => each.name.text);
  return conditions.find((each, index) => each.name.text !== "set" && names.indexOf(each.name.text) < index);
}

/** Rules for names on the bus and rules for messages have conditions of their own. Source: apparmor_parser 3.0.8, run. */
function wrongBusCondition(conditions: readonly AppArmorCondition[], access: readonly Token[]): WrongWord | undefined {
  const has = (...words: readonly string[]) => access.some((each) => words.includes(each.text));
  const message = conditions.find((each) => ["path", "interface", "member"].includes(each.name.text));
  const name = conditions.find((each) => each.name.text === "name");
  const eavesdrop = has("eavesdrop") ? conditions.find((each) => each.name.text !== "bus") : undefined;
  const wrong =
    eavesdrop ??
    (has("bind") ? message : has("send", "receive", "r", "w", "rw", "read", "write") ? name : message && name);
  return (
    wrong && {
      at: wrong.name,
      problem: `\`${wrong.name.text}\` does not go with the rest of this rule for dbus`,
      words: [],
    }
  );
}

function wrongValue(
  { name, values }: AppArmorCondition,
  kind: string,
  release: AppArmorRelease,
): WrongWord | undefined {
  const firstWrong = (isRight: (word: string) => boolean) => values.find((value) => !isRight(unquoted(value.text)));
  if (name.text.startsWith("option")) {
    const at = firstWrong((word) => mountRuleOptions.includes(word) || (release !== "3.0" && laterOptions.has(word)));
    return at && { at, problem: `\`${at.text}\` is no mount option of AppArmor`, words: mountRuleOptions };
  }
  if (kind === "signal" && name.text === "set") {
    const at = firstWrong((word) => signalNames.includes(word) || isRealTimeSignal(word));
    return at && { at, problem: `\`${at.text}\` is no signal of AppArmor`, words: signalNames };
  }
  if (kind === "unix" && name.text === "addr") {
    const at = firstWrong((word) => word.startsWith("@") || word === "none" || word === "auto");
    return at && { at, problem: `\`${at.text}\` is no address of an abstract socket`, words: ["none"] };
  }
  if (kind === "unix" && name.text === "type") {
    const at = firstWrong((word) => networkTypes.includes(word) && !protocolFamilies[word]);
    return (
      at && {
        at,
        problem: `\`${at.text}\` is no type of socket`,
        words: networkTypes.filter((type) => !protocolFamilies[type]),
      }
    );
  }
  return undefined;
}

/** Options of newer parsers, which 3.0 refuses. Source: AppArmor 4.1, parser/mount.cc. */
const laterOptions = new Set(["lazytime", "nolazytime", "symfollow", "nosymfollow", "nostrictatime"]);

function isRealTimeSignal(word: string): boolean {
  const number = Number(word.slice("rtmin+".length));
  return word.startsWith("rtmin+") && Number.isInteger(number) && number >= 0 && number <= 32;
}

function wrongFreeWord({ words, access, target }: AppArmorRule, kind: string): WrongWord | undefined {
  const [first] = words;
  if (kind === "capability") {
    const at = words.find((word) => !factOf(capabilities, word.text));
    return at && { at, problem: `\`${at.text}\` is no capability of AppArmor`, words: Object.keys(capabilities) };
  }
  if (kind === "network") return wrongNetwork(words);
  if (kind === "set") return wrongLimit(words);
  if (kind === "change_profile") {
    const mode = access[0];
    if (mode && !first)
      return { at: mode, problem: `\`${mode.text}\` wants the path of a program behind it`, words: [] };
    const isPath = first && "/@".includes(unquoted(first.text).charAt(0));
    if (first && !isPath) {
      const repair = target ? "" : `Write \`change_profile -> ${first.text},\` instead for a profile.`;
      return { at: first, problem: `\`${first.text}\` is no path of a program`, words: [], repair };
    }
  }
  return undefined;
}

function wrongNetwork([first, second, third]: readonly Token[]): WrongWord | undefined {
  if (!first) return undefined;
  if (third)
    return { at: third, problem: `\`${third.text}\` is one word too many behind the family and type`, words: [] };
  const alone = second ? networkFamilies : [...networkFamilies, ...networkTypes];
  if (!alone.includes(first.text))
    return { at: first, problem: `\`${first.text}\` is no network family of AppArmor`, words: alone };
  if (!second) return undefined;
  const families = protocolFamilies[second.text];
  if (networkTypes.includes(second.text) && (!families || families.includes(first.text))) return undefined;
  const words = networkTypes.filter((type) => !protocolFamilies[type] || protocolFamilies[type]?.includes(first.text));
  return { at: second, problem: `\`${second.text}\` is no network type of \`${first.text}\``, words };
}

/** Names of limits, and units that do not go with them. Source: apparmor_parser 3.0.8, run. */
function wrongLimit([name, value, unit]: readonly Token[]): WrongWord | undefined {
  if (!name || !value) return undefined;
  if (!limitNames.includes(name.text))
    return { at: name, problem: `\`${name.text}\` is no resource limit of AppArmor`, words: limitNames };
  if (value.text === "infinity") return undefined;
  const number = Number(value.text);
  if (name.text === "nice" ? number < -20 || number > 19 : number < 0) {
    return { at: value, problem: `\`${value.text}\` is out of the range of \`${name.text}\``, words: [] };
  }
  const units =
    name.text === "cpu" || name.text === "rttime"
      ? undefined
      : sized.has(name.text)
        ? ["KB", "MB", "GB", "K", "M", "G"]
        : [];
  if (!unit || !units || units.includes(unit.text)) return undefined;
  return { at: unit, problem: `\`${unit.text}\` is no unit of \`${name.text}\``, words: units };
}

const sized = new Set(["fsize", "data", "stack", "core", "rss", "as", "memlock", "msgqueue", "ofile"]);

function unquoted(text: string): string {
  return text.startsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
}
