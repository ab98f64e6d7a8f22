import type { Container } from "../container/container.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import type { StartSignature } from "../knowledge/startSignatures.js";
import { check } from "../rules/check.js";
import type { Finding, Fix, Severity } from "../rules/finding.js";
import { readMountEntry } from "../syntax/mountEntry.js";
import type { Span } from "../syntax/token.js";
import { type ConfigLine, configLinesOf } from "./configLines.js";
import { linesNamed } from "./linesNamed.js";
import type { LogRecord } from "./logRecord.js";
import { type Match, matchOf } from "./matchRecord.js";
import { readLog } from "./readLog.js";
import { type Start, startsOf } from "./startsOf.js";

/** How sure an explanation is: `certain` when the config alone shows the cause, `likely` when the message does, `possible` when several causes look alike. */
export type Confidence = "certain" | "likely" | "possible";

/** What one message of a start means. */
export interface Failure {
  readonly signature: string;
  readonly message: string;
  /** The first and the last line of the log, 0-based. */
  readonly line: number;
  readonly lastLine: number;
  /** It is why the container does not start; false for what follows from another message, and for what stops nothing. */
  readonly fatal: boolean;
  /** A sentence each, the most likely first. */
  readonly causes: readonly string[];
  /** What to do; empty where another failure says it. */
  readonly repair: string;
  /** A command on the host that helps to find out more. */
  readonly command: string | undefined;
  readonly confidence: Confidence;
  /** The rule that finds the same in the config. */
  readonly rule: string | undefined;
  readonly place: Place | undefined;
  readonly fixes: readonly Fix[];
}

/** The part of the config that a failure comes from; offsets in its text. */
export interface Place extends Span {
  readonly key: string;
}

/** What a log says about a start. */
export interface Explanation {
  /** How many starts the log holds. */
  readonly starts: number;
  /** The one that is explained, counted from 0. */
  readonly start: number;
  /** The container's name; a CTID under Proxmox. */
  readonly container: string | undefined;
  /** The log says that the start failed, or shows why it must. */
  readonly failed: boolean;
  /** The root cause first, then what follows from it and what means nothing. */
  readonly failures: readonly Failure[];
}

export interface ExplainOptions {
  /** The config that was started. */
  readonly container?: Container | undefined;
  /** The container's number, where the log does not name it. */
  readonly ctid?: number;
  readonly host: HostDescription;
  /** Which start of the log, counted from 0; the last one without it. */
  readonly start?: number;
}

/** Explains a failed start: takes a log in any form to the message that tells, and, with a config, to the line at fault. Never fails. */
export function explain(log: string, options: ExplainOptions): Explanation {
  const starts = startsOf(readLog(log));
  const index = Math.min(Math.max(options.start ?? starts.length - 1, 0), Math.max(starts.length - 1, 0));
  const start = starts[index];
  if (!start) return { starts: 0, start: 0, container: undefined, failed: false, failures: [] };
  const matches = start.records.flatMap((record) => matchOf(record) ?? []);
  const config = options.container && readConfig(options.container, ctidOf(start, options), options.host);
  const failures = failuresOf(start, matches, config);
  return {
    starts: starts.length,
    start: index,
    container: start.container,
    failed: failures.some(({ fatal }) => fatal) || (start.failed && !hasRun(matches)),
    failures,
  };
}

function ctidOf(start: Start, options: ExplainOptions): number {
  const named = Number.parseInt(start.container ?? "", 10);
  return options.ctid ?? (named >= 100 ? named : 100);
}

interface Config {
  readonly lines: readonly ConfigLine[];
  /** The findings that stop a start. */
  readonly findings: readonly Finding[];
  /** All others, the most severe first. */
  readonly others: readonly Finding[];
}

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

function readConfig(container: Container, ctid: number, host: HostDescription): Config {
  const all = check(container);
  const others = all
    .filter((finding) => !stopsStart(finding))
    .sort((left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity));
  return { lines: configLinesOf(container, ctid, host), findings: all.filter(stopsStart), others };
}

function stopsStart({ severity, rejectedBy }: Finding): boolean {
  return severity === "error" && (rejectedBy === "liblxc" || rejectedBy === "start");
}

function failuresOf(start: Start, matches: readonly Match[], config: Config | undefined): readonly Failure[] {
  const goesOn = !start.failed && !isStopped(matches);
  const root = hasRun(matches) ? undefined : rootOf(start, matches, goesOn, config);
  const described = new Set<string>();
  const all = matches.flatMap((match): Failure[] => {
    const isFatal = match === root;
    // Of messages that only repeat each other one is enough.
    const same = `${match.signature.id} ${match.record.message}`;
    if (!isFatal && described.has(same)) return [];
    described.add(same);
    return [failureOf(match, isFatal, matches, config)];
  });
  const isUnknown = root === undefined && !hasRun(matches) && (start.failed || isFailureOf(start, matches, config));
  const unknown = isUnknown ? unknownFailure(start, matches, config) : [];
  return [...unknown, ...all.filter(({ fatal }) => fatal), ...all.filter(({ fatal }) => !fatal)];
}

/**
 * A piece of a log that does not say how the start ended: it failed when another process is said to have failed, or when all of the piece are
 * complaints that nobody knows and the config has something that stops a start.
 */
function isFailureOf(start: Start, matches: readonly Match[], config: Config | undefined): boolean {
  if (matches.some(({ signature }) => signature.role === "consequence")) return true;
  return matches.length === 0 && config?.findings.length !== 0 && start.records.some(({ level }) => level === "error");
}

/** The first message that stops the start; where none says why, one that tells at least what could not be done. */
function rootOf(
  start: Start,
  matches: readonly Match[],
  goesOn: boolean,
  config: Config | undefined,
): Match | undefined {
  const told = matches.find((match) => isRoot(match, matches, goesOn, config));
  if (told || goesOn) return told;
  const firstComplaint = start.records.find((each) => each.functionName !== undefined && isComplaint(each));
  const consequence = matches.find(({ signature }) => signature.role === "consequence" && signature.repair !== "");
  return consequence?.record === firstComplaint ? consequence : undefined;
}

/** A container that runs already is no failed start, nor is one that has run and ended. */
function hasRun(matches: readonly Match[]): boolean {
  return (
    matches.find(({ signature: { role = "cause" } }) => role === "cause" || role === "afterwards")?.signature.role ===
    "afterwards"
  );
}

/** A message that only a start which ends can leave. */
function isStopped(matches: readonly Match[]): boolean {
  return matches.some(({ signature, record }) => {
    return signature.role === "consequence" || (signature.role === undefined && isComplaint(record));
  });
}

function isComplaint({ level }: LogRecord): boolean {
  return level === undefined || level === "error" || level === "fatal";
}

function isRoot(match: Match, matches: readonly Match[], goesOn: boolean, config: Config | undefined): boolean {
  const { signature, record } = match;
  const { role = "cause" } = signature;
  if (!isComplaint(record) || (role !== "cause" && role !== "survivable")) return false;
  if (isSkippedMount(match, matches, config)) return false;
  // Of one line that somebody has copied out of a log, the rest is not known.
  return role === "cause" || !goesOn || (matches.length === 1 && signature.place === "mountEntry");
}

/**
 * LXC complains about a mount entry with `optional` in safe_mount() alone, and goes on; for any other the function mount_entry() says the same
 * again. Source: liblxc 6.0.6 and 5.0.2, src/lxc/conf.c, run.
 */
function isSkippedMount(match: Match, matches: readonly Match[], config: Config | undefined): boolean {
  if (match.signature.place !== "mountEntry" || match.signature.role !== "survivable") return false;
  const entries = config ? linesNamed(match, config.lines) : [];
  if (entries.length > 0) return entries.every(({ value }) => isOptional(value));
  if (match.record.functionName !== "safe_mount") return false;
  const { mountEntries, causes } = messagesOf(matches);
  return causes > 0 && !mountEntries.has(match.groups.src ?? "");
}

interface Messages {
  /** The sources that mount_entry() has complained about. */
  readonly mountEntries: ReadonlySet<string>;
  /** How many messages stop a start by themselves. */
  readonly causes: number;
}

const messages = new WeakMap<readonly Match[], Messages>();

/** Looked through once: a log may have thousands of mounts. */
function messagesOf(matches: readonly Match[]): Messages {
  let known = messages.get(matches);
  if (!known) {
    const entries = matches.filter(({ record }) => record.functionName === "mount_entry");
    known = {
      mountEntries: new Set(entries.flatMap(({ groups }) => groups.src ?? [])),
      causes: matches.filter(({ signature }) => signature.role === undefined).length,
    };
    messages.set(matches, known);
  }
  return known;
}

function isOptional(entry: string): boolean {
  const fields = readMountEntry({ text: entry, start: 0, end: entry.length });
  return fields?.optionWords.some(({ name }) => name === "optional") ?? false;
}

function failureOf(match: Match, isFatal: boolean, matches: readonly Match[], config: Config | undefined): Failure {
  const { signature, record, groups } = match;
  const named = config ? placesOf(match, isFatal ? matches : [match], config) : [];
  const cause = isFatal && config ? findingAt(named, signature, config) : undefined;
  const advice = config?.others.find((finding) => named.some((line) => isAt(finding, line)));
  const finding = cause ?? (signature.role === "consequence" && !isFatal ? undefined : advice);
  const [line] = finding ? named.filter((each) => isAt(finding, each)).concat(named) : named;
  const place = cause ? placeOfFinding(cause, line) : line && placeOfLine(line);
  return {
    signature: signature.id,
    message: record.message,
    line: record.line,
    lastLine: record.lastLine,
    fatal: isFatal,
    causes: cause ? [cause.message, ...signature.causes] : signature.causes,
    // What follows from another message needs no repair of its own.
    repair: signature.role === "consequence" && !isFatal ? "" : signature.repair,
    command: signature.command && filledCommand(signature.command, groups),
    confidence: cause ? "certain" : signature.causes.length > 1 ? "possible" : "likely",
    rule: finding?.rule,
    place,
    fixes: finding?.fixes ?? [],
  };
}

/** The lines that the message names, or, when it names none, those that a message after it does. */
function placesOf(match: Match, matches: readonly Match[], config: Config): readonly ConfigLine[] {
  const from = matches.indexOf(match);
  for (const each of [match, ...matches.slice(from + 1)]) {
    if (each !== match && each.signature.role === "warning") continue;
    const lines = linesNamed(each, config.lines).filter(({ origin }) => origin !== undefined);
    if (lines.length > 0) return lines;
  }
  return [];
}

/** What a rule says about the same: at a line that is named, or anywhere when the config has only one thing that stops a start. */
function findingAt(named: readonly ConfigLine[], signature: StartSignature, config: Config): Finding | undefined {
  const there = config.findings.filter((finding) => named.some((line) => isAt(finding, line)));
  if (there.length > 0) return there[0];
  return named.length === 0 || signature.role === "consequence" ? onlyOne(config.findings) : undefined;
}

function isAt({ span }: Finding, { origin }: ConfigLine): boolean {
  return (
    origin !== undefined &&
    span.start >= origin.line.start &&
    span.start < Math.max(origin.line.end, origin.line.start + 1)
  );
}

function onlyOne(findings: readonly Finding[]): Finding | undefined {
  const [first] = findings;
  return first && findings.every(({ rule }) => rule === first.rule) ? first : undefined;
}

function placeOfLine({ key, origin }: ConfigLine): Place | undefined {
  return origin && { start: origin.start, end: origin.end, key: origin.line.key?.text ?? key };
}

function placeOfFinding({ span }: Finding, line: ConfigLine | undefined): Place {
  return { start: span.start, end: span.end, key: line?.origin?.line.key?.text ?? "" };
}

/** A start that failed with a message nobody knows: the first complaint is shown, and what the rules have to say. */
function unknownFailure(start: Start, matches: readonly Match[], config: Config | undefined): readonly Failure[] {
  const known = new Set(matches.map(({ record }) => record));
  const record =
    start.records.find((each) => !known.has(each) && each.functionName !== undefined && isComplaint(each)) ??
    matches.find(({ signature }) => signature.role === "consequence")?.record ??
    start.records[0];
  if (!record) return [];
  const finding = config && onlyOne(config.findings);
  const named = matches
    .filter(({ signature }) => signature.role === "consequence")
    .flatMap((match) => (config ? linesNamed(match, config.lines) : []))
    .find(({ origin }) => origin !== undefined);
  return [
    {
      signature: "unknown",
      message: record.message,
      line: record.line,
      lastLine: record.lastLine,
      fatal: true,
      causes: finding
        ? [finding.message]
        : ["This is the first complaint of the log, and it is none of those that are known here."],
      repair: finding ? "" : "A log with all messages may tell more.",
      command: finding ? undefined : "pct start CTID --debug",
      confidence: finding ? "likely" : "possible",
      rule: finding?.rule,
      place: finding ? placeOfFinding(finding, undefined) : named && placeOfLine(named),
      fixes: finding?.fixes ?? [],
    },
  ];
}

/** Paths are quoted for a shell. */
function filledCommand(template: string, groups: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const text = groups[name] ?? "";
    return /^[\w./:@=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  });
}
