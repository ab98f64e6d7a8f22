import picomatch from "picomatch";
import { isCtid } from "../container/containerNames.js";
import type { Target } from "../container/target.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { isForEverybody } from "../rules/check.js";
import type { Finding, Severity } from "../rules/finding.js";
import type { Profile, Rule } from "../rules/rule.js";
import type { Span } from "../syntax/token.js";

/** What becomes of a rule's findings. */
export type Level = Severity | "off";

export const levels: readonly Level[] = ["error", "warning", "information", "hint", "off"];

/** What an entry sets for one rule, and where that is written. */
export interface RuleLevel {
  readonly rule: string;
  readonly level: Level;
  readonly span: Span;
}

interface Scope {
  /** Undefined where nothing is said of them; an empty list takes back what was said before. */
  readonly profiles: readonly Profile[] | undefined;
  readonly rules: readonly RuleLevel[];
  readonly target: Target | undefined;
  readonly host: HostDescription | undefined;
}

/** What holds for some files only. */
export interface Override extends Scope {
  /** Path globs below the folder of the configuration, or CTIDs. */
  readonly files: readonly string[];
}

/** What one `lxc-lint.json` says. */
export interface Configuration extends Scope {
  /** A later one wins over an earlier one. */
  readonly overrides: readonly Override[];
}

export const emptyConfiguration: Configuration = {
  profiles: undefined,
  rules: [],
  target: undefined,
  host: undefined,
  overrides: [],
};

/** What holds for one file: the profiles and the target if they are named, and the levels that differ from the rules' own. */
export interface FileConfiguration {
  readonly profiles: readonly Profile[] | undefined;
  readonly target: Target | undefined;
  /** The machine that the config belongs to, if it is described. */
  readonly host: HostDescription | undefined;
  readonly levels: ReadonlyMap<string, RuleLevel>;
}

export const unconfigured: FileConfiguration = {
  profiles: undefined,
  target: undefined,
  host: undefined,
  levels: new Map(),
};

/**
 * What a configuration says of a file.
 * @param path The file's path with slashes, below the folder of the configuration or, outside of it, from the root.
 */
export function configurationFor(configuration: Configuration, path: string): FileConfiguration {
  const matching = configuration.overrides.filter(({ files }) => files.some((pattern) => matches(pattern, path)));
  return joined([configuration, ...matching]);
}

/** Several, of which a later one wins. */
export function joined(scopes: readonly (Scope | FileConfiguration)[]): FileConfiguration {
  const all = new Map<string, RuleLevel>();
  let profiles: readonly Profile[] | undefined;
  let target: Target | undefined;
  let host: HostDescription | undefined;
  for (const scope of scopes) {
    for (const each of "levels" in scope ? scope.levels.values() : scope.rules) all.set(each.rule, each);
    profiles = scope.profiles ?? profiles;
    target = scope.target ?? target;
    host = scope.host ?? host;
  }
  return { profiles, target, host, levels: all };
}

/** Whether a rule is asked: it is for everybody, its profile is wanted, or a severity is set for it. */
export function speaksIn({ profiles = [], levels: wanted }: FileConfiguration, rule: Rule): boolean {
  if (isForEverybody(rule)) return true;
  const level = wanted.get(rule.name)?.level;
  return level === undefined ? profiles.some((each) => each === rule.profile) : level !== "off";
}

/** The findings as the configuration wants them: without those that are off, the others with their level. */
export function configured(findings: readonly Finding[], { levels: wanted }: FileConfiguration): readonly Finding[] {
  if (wanted.size === 0) return findings;
  return findings.flatMap((finding) => {
    const level = wanted.get(finding.rule)?.level;
    if (level === undefined) return finding;
    return level === "off" ? [] : { ...finding, severity: level };
  });
}

const matchers = new Map<string, (path: string) => boolean>();

/** A CTID stands for the container's config wherever it lies; a glob without a slash for file names in every folder. */
function matches(pattern: string, path: string): boolean {
  let matcher = matchers.get(pattern);
  if (!matcher) {
    const glob = isCtid(pattern) ? `**/{${pattern}.conf,lxc/${pattern}/config}` : pattern.replace(/^\.\//, "");
    matcher = picomatch(glob, { basename: !glob.includes("/"), dot: true, windows: false });
    matchers.set(pattern, matcher);
  }
  return matcher(path);
}
