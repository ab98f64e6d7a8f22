import type { SignaturePlace } from "../knowledge/startSignatures.js";
import { type MountFields, readMountEntry } from "../syntax/mountEntry.js";
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

/** Source and target both, else the target alone, else the source alone. */
function mountEntries(groups: Readonly<Record<string, string>>, lines: readonly ConfigLine[]): readonly ConfigLine[] {
  const { src, srcrel, rel, dst } = groups;
  const source = srcrel === undefined ? src : `/${srcrel}`;
  const target = dst ?? rel;
  const entries = lines.flatMap((line) => {
    const fields =
      line.key === "lxc.mount.entry"
        ? readMountEntry({ text: line.value, start: 0, end: line.value.length })
        : undefined;
    return fields ? [{ line, fields }] : [];
  });
  const hasSource = ({ fields }: { fields: MountFields }) => same(fields.source?.decoded ?? "", source);
  const hasTarget = ({ fields }: { fields: MountFields }) => isTarget(fields.target?.decoded ?? "", target);
  const both = entries.filter((entry) => hasSource(entry) && hasTarget(entry));
  const found = [
    both,
    entries.filter(hasSource),
    entries.filter(hasTarget),
    entries.filter(({ fields }) => leadsThrough(fields, target)),
  ];
  const first = found.find((each) => each.length > 0);
  if (first) return first.map(({ line }) => line);
  // LXC makes this mount for `shmounts:`, not for an entry.
  return target === "dev/.lxc-mounts"
    ? lines.filter(({ key, value }) => key === "lxc.mount.auto" && value.includes("shmounts:"))
    : [];
}

function same(written: string, logged: string | undefined): boolean {
  return logged !== undefined && withoutBlanks(written) === withoutBlanks(logged);
}

function isTarget(written: string, logged: string | undefined): boolean {
  return logged !== undefined && (same(plain(written), plain(logged)) || same(written, logged));
}

/** LXC makes the directories above a target one by one, and complains about the one that fails. */
function leadsThrough({ target }: MountFields, logged: string | undefined): boolean {
  const path = plain(logged ?? "");
  return path !== "" && plain(target?.decoded ?? "").startsWith(`${path}/`);
}

/** A path without slashes at its ends, without `.`, and with `..` resolved. */
function plain(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
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
