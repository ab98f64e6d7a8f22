import type { SignaturePlace } from "../knowledge/startSignatures.js";
import { readMountEntry } from "../syntax/mountEntry.js";
import type { ConfigLine } from "./configLines.js";
import type { Match } from "./matchRecord.js";

/** The lines that a message speaks of, the most likely first; none when it names none of these. */
export function linesNamed({ signature, groups }: Match, lines: readonly ConfigLine[]): readonly ConfigLine[] {
  const { place } = signature;
  if (place === undefined) return [];
  if (place === "quoted") return quotedLines(groups.line ?? "", lines);
  if (place === "mountEntry") return mountEntries(groups, lines);
  return linesWithKey(place, groups, lines);
}

/** Blanks may be lost or doubled where a log was wrapped. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/[ \t]+/g, "");
}

function quotedLines(quoted: string, lines: readonly ConfigLine[]): readonly ConfigLine[] {
  const wanted = withoutBlanks(quoted);
  if (wanted === "") return [];
  const exact = lines.filter(({ key, value }) => {
    const text = withoutBlanks(value);
    return wanted === `${key}=${text}` || wanted === `${key}:${text}` || (text === "" && wanted === withoutBlanks(key));
  });
  if (exact.length > 0) return exact;
  const written = lines.filter(({ origin }) => origin?.line.key !== undefined);
  // The quoted text may be cut off, or the line may have no `=` that would make it a key and a value.
  return written.filter(({ key, value }) => wanted.length > 8 && `${key}=${withoutBlanks(value)}`.startsWith(wanted));
}

/** Source and target both, else the source alone, else the target alone, else a part of the target. */
function mountEntries(groups: Readonly<Record<string, string>>, lines: readonly ConfigLine[]): readonly ConfigLine[] {
  const { src, srcrel, rel, dst } = groups;
  const source = withoutBlanks(srcrel === undefined ? (src ?? "") : `/${srcrel}`);
  const target = dst ?? rel;
  const path = plain(target ?? "");
  const entries = mountEntriesIn(lines);
  const hasSource = (entry: NamedEntry) => source !== "" && entry.source === source;
  const hasTarget = (entry: NamedEntry) => target !== undefined && (entry.path === path || entry.target === target);
  // LXC makes the directories above a target one by one, and complains about the one that fails.
  const leadsThrough = (entry: NamedEntry) => path !== "" && entry.path.startsWith(`${path}/`);
  const found = [
    entries.filter((entry) => hasSource(entry) && hasTarget(entry)),
    entries.filter(hasSource),
    entries.filter(hasTarget),
    entries.filter(leadsThrough),
  ];
  const first = found.find((each) => each.length > 0);
  if (first) return first.map(({ line }) => line);
  // LXC makes this mount for `shmounts:`, not for an entry.
  return target === "dev/.lxc-mounts"
    ? lines.filter(({ key, value }) => key === "lxc.mount.auto" && value.includes("shmounts:"))
    : [];
}

/** A mount entry in the form in which messages name it. */
interface NamedEntry {
  readonly line: ConfigLine;
  readonly source: string;
  readonly target: string;
  /** The target as a path below the root file system. */
  readonly path: string;
}

const namedEntries = new WeakMap<readonly ConfigLine[], readonly NamedEntry[]>();

/** Read once for a config: a log may complain about thousands of mounts. */
function mountEntriesIn(lines: readonly ConfigLine[]): readonly NamedEntry[] {
  const known = namedEntries.get(lines);
  if (known) return known;
  const entries = lines.flatMap((line): NamedEntry[] => {
    if (line.key !== "lxc.mount.entry") return [];
    const fields = readMountEntry({ text: line.value, start: 0, end: line.value.length });
    if (!fields) return [];
    const target = fields.target?.decoded ?? "";
    return [{ line, source: withoutBlanks(fields.source?.decoded ?? ""), target, path: plain(target) }];
  });
  namedEntries.set(lines, entries);
  return entries;
}

/** A path without blanks and slashes at its ends, without `.`, and with `..` resolved. */
function plain(path: string): string {
  const parts: string[] = [];
  for (const part of withoutBlanks(path).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function linesWithKey(
  place: SignaturePlace,
  groups: Readonly<Record<string, string>>,
  lines: readonly ConfigLine[],
): readonly ConfigLine[] {
  const value = place.value === undefined ? undefined : filled(place.value, groups);
  const found: ConfigLine[] = [];
  for (const template of place.keys) {
    const key = filled(template, groups);
    if (key === undefined) continue;
    const isKey = keyTest(key);
    found.push(...lines.filter((line) => isKey(line.key)));
  }
  if (found.length === 0 && place.orStart) return lines.filter(({ origin }) => origin).slice(0, 1);
  if (value === undefined || value === "") return found;
  const wanted = withoutBlanks(value);
  const exact = found.filter((line) => withoutBlanks(line.value) === wanted);
  if (exact.length > 0) return exact;
  const holding = found.filter((line) => holds(line.value, value));
  return holding.length > 0 ? holding : found;
}

/** Blanks in the wanted text stand for one or more. */
function holds(text: string, wanted: string): boolean {
  return text.replaceAll(/[ \t]+/g, " ").includes(wanted.replaceAll(/[ \t]+/g, " "));
}

/** Undefined when the message did not say what belongs there. */
function filled(template: string, groups: Readonly<Record<string, string>>): string | undefined {
  let isComplete = true;
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const group = groups[name];
    if (group === undefined) isComplete = false;
    return group ?? "";
  });
  return isComplete ? text : undefined;
}

/** `*` stands for one part between dots, or for a number at the end of a Proxmox key. */
function keyTest(pattern: string): (key: string) => boolean {
  if (!pattern.includes("*")) return (key) => key === pattern;
  const parts = pattern.split(".");
  if (parts.length === 1) {
    const name = pattern.slice(0, -1);
    return (key) => key.startsWith(name) && /^\d+$/.test(key.slice(name.length));
  }
  return (key) => {
    const own = key.split(".");
    return own.length === parts.length && parts.every((part, index) => part === "*" || part === own[index]);
  };
}
