import { getNodeValue, type Node, type ParseError, type ParseErrorCode, parseTree } from "jsonc-parser";
import { nearest } from "../container/nearest.js";
import { liblxcReleases, type Target, targetOf } from "../container/target.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { proxmoxReleases } from "../knowledge/releases.js";
import { rules } from "../rules/index.js";
import { type Profile, profiles } from "../rules/rule.js";
import { lineStartsOf, type Position, positionAt } from "../syntax/position.js";
import type { Span } from "../syntax/token.js";
import {
  type Configuration,
  emptyConfiguration,
  type Level,
  levels,
  type Override,
  type RuleLevel,
} from "./configuration.js";
import { describedHost, WrongHost } from "./hostDescription.js";

/** What is wrong with an entry, or with the text itself. The rest of the file holds. */
export interface Complaint extends Span {
  readonly message: string;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** In the order of the text. */
  readonly complaints: readonly Complaint[];
}

/** Where a complaint begins, as editors count. */
export function placeOf(text: string, { start }: Span): Position {
  return positionAt(lineStartsOf(text), start);
}

/** Reads a `lxc-lint.json`, comments and trailing commas allowed. What is wrong is told with its place, and only that is left out. Never throws. */
export function readConfiguration(text: string): ReadConfiguration {
  const complaints: Complaint[] = [];
  const complain: Complain = ({ offset, length }, message) => {
    complaints.push({ start: offset, end: offset + length, message });
  };
  const errors: ParseError[] = [];
  const start = text.startsWith("\ufeff") ? " " : "";
  const root = parseTree(start + text.slice(start.length), errors, { allowTrailingComma: true });
  let configuration = emptyConfiguration;
  if (root?.type === "object") configuration = readRoot(root, complain);
  else if (root) complain(root, 'The configuration must be an object: `{ "rules": { } }`.');
  // What is found behind the first error of the text is often only its consequence.
  const [error] = errors;
  const certain = error ? complaints.filter(({ start }) => start < error.offset) : complaints;
  if (error) {
    const message = `This is no JSON: ${expectations[error.error] ?? "it cannot be read here"}.`;
    certain.push({ start: error.offset, end: error.offset + error.length, message });
  }
  return { configuration, complaints: certain.sort((left, right) => left.start - right.start) };
}

/** The numbers of jsonc-parser's errors; its names for them are not there at run time. */
const expectations: Readonly<Record<number, string>> = {
  3: "a name in quotes is missing",
  4: "a value is missing",
  5: "a colon is missing",
  6: "a comma is missing",
  7: "the closing } is missing",
  8: "the closing ] is missing",
  11: "the comment does not end",
  12: "the text does not end",
} satisfies Partial<Record<ParseErrorCode, string>>;

type Place = Pick<Node, "offset" | "length">;
type Complain = (at: Place, message: string) => void;
/** Takes the value of a property in, or complains about it. */
type Take = (value: Node, name: Node) => void;

function readRoot(root: Node, complain: Complain): Configuration {
  let profilesRead: readonly Profile[] | undefined;
  let levelsRead: readonly RuleLevel[] = [];
  let target: Target | undefined;
  let host: HostDescription | undefined;
  const overrides: Override[] = [];
  readObject(root, complain, {
    $schema: () => {},
    target: (value) => {
      target = readTarget(value, complain);
    },
    host: (value) => {
      host = readHost(value, complain);
    },
    profiles: (value) => {
      profilesRead = readProfiles(value, complain);
    },
    rules: (value) => {
      levelsRead = readRules(value, complain);
    },
    overrides: (value) => {
      for (const entry of itemsOf(value, "overrides", complain)) {
        const override = readOverride(entry, complain);
        if (override) overrides.push(override);
      }
    },
  });
  return { profiles: profilesRead, rules: levelsRead, target, host, overrides };
}

function readOverride(entry: Node, complain: Complain): Override | undefined {
  if (entry.type !== "object") {
    complain(entry, "An override must be an object with `files` and `rules`.");
    return undefined;
  }
  let files: readonly string[] | undefined;
  let profilesRead: readonly Profile[] | undefined;
  let levelsRead: readonly RuleLevel[] = [];
  let target: Target | undefined;
  let host: HostDescription | undefined;
  readObject(entry, complain, {
    files: (value) => {
      files = itemsOf(value, "files", complain).flatMap((item) => {
        if (typeof item.value === "string" && item.value !== "") return item.value;
        complain(item, "Write a path with or without wildcards, or a CTID, in quotes.");
        return [];
      });
    },
    target: (value) => {
      target = readTarget(value, complain);
    },
    host: (value) => {
      host = readHost(value, complain);
    },
    profiles: (value) => {
      profilesRead = readProfiles(value, complain);
    },
    rules: (value) => {
      levelsRead = readRules(value, complain);
    },
  });
  if (files === undefined) {
    complain(
      { offset: entry.offset, length: 1 },
      "This override says not for which files, so it does nothing. Write `files`.",
    );
    return undefined;
  }
  return { files, profiles: profilesRead, rules: levelsRead, target, host };
}

/** Those that exist; undefined when it is no list. */
function readProfiles(node: Node, complain: Complain): readonly Profile[] | undefined {
  if (node.type !== "array") {
    complain(node, "`profiles` must be a list in square brackets.");
    return undefined;
  }
  return (node.children ?? []).flatMap((item) => {
    const found = profileNamed(item.value);
    if (!found) complain(item, profileObjection);
    return found ?? [];
  });
}

/** The profile of that name. */
export function profileNamed(name: unknown): Profile | undefined {
  return profiles.find((each) => each === name);
}

/** Why a text names no profile. */
export const profileObjection = `Known profiles are ${profiles.map((each) => `\`${each}\``).join(" and ")}.`;

function readRules(node: Node, complain: Complain): readonly RuleLevel[] {
  if (node.type !== "object") {
    complain(node, "`rules` must be an object: the name of a rule, then its severity.");
    return [];
  }
  const read: RuleLevel[] = [];
  for (const { name, value } of propertiesOf(node)) {
    const rule = String(name.value);
    const message = objectionTo(rule, value.value);
    if (message) complain(isRule(rule) ? value : name, message);
    else
      read.push({ rule, level: value.value as Level, span: { start: name.offset, end: value.offset + value.length } });
  }
  return read;
}

/** Why these are no rule and level; undefined when they are. */
export function objectionTo(rule: string, level: unknown): string | undefined {
  if (!isRule(rule)) {
    const near = nearest(
      rule,
      rules.map(({ name }) => name),
    );
    return `There is no rule \`${rule}\`, so this does nothing.${near ? ` Did you mean \`${near}\`?` : " `lxc-lint rules` lists them."}`;
  }
  if (levels.some((each) => each === level)) return undefined;
  return `A rule has one of the severities ${levels.map((each) => `\`${each}\``).join(", ")}.`;
}

/** Why a text names no target. */
export const targetObjection = `Known targets are Proxmox VE ${proxmoxReleases.join(", ")}, and versions of liblxc such as ${liblxcReleases.join(", ")}.`;

function isRule(name: string): boolean {
  return rules.some((rule) => rule.name === name);
}

function readTarget(node: Node, complain: Complain): Target | undefined {
  const target = typeof node.value === "string" ? targetOf(node.value) : undefined;
  if (!target) complain(node, targetObjection);
  return target;
}

function readHost(node: Node, complain: Complain): HostDescription | undefined {
  try {
    return describedHost(getNodeValue(node));
  } catch (error) {
    if (!(error instanceof WrongHost)) throw error;
    complain(node, `The host is not described as it must be: ${error.message}.`);
    return undefined;
  }
}

function readObject(node: Node, complain: Complain, takers: Readonly<Record<string, Take>>): void {
  for (const { name, value } of propertiesOf(node)) {
    const text = String(name.value);
    const take = Object.hasOwn(takers, text) ? takers[text] : undefined;
    if (take) take(value, name);
    else {
      const known = Object.keys(takers);
      const near = nearest(text, known);
      complain(
        name,
        `There is no \`${text}\` here. ${near ? `Did you mean \`${near}\`?` : `Known are ${known.join(", ")}.`}`,
      );
    }
  }
}

/** The properties that have a value; of one without, the parser has complained. */
function propertiesOf(node: Node): { readonly name: Node; readonly value: Node }[] {
  return (node.children ?? []).flatMap(({ children }) => {
    const [name, value] = children ?? [];
    return name && value ? { name, value } : [];
  });
}

function itemsOf(node: Node, name: string, complain: Complain): readonly Node[] {
  if (node.type === "array") return node.children ?? [];
  complain(node, `\`${name}\` must be a list in square brackets.`);
  return [];
}
