import type { Container } from "../container/container.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import type { StartSignature } from "../knowledge/startSignatures.js";
import type { Finding, Fix } from "../rules/finding.js";
import type { Span } from "../syntax/token.js";
import type { ConfigLine } from "./configLines.js";
import { liblxcOf } from "./liblxcOf.js";
import { linesNamed } from "./linesNamed.js";
import { isComplaint, type LogRecord } from "./logRecord.js";
import { type Match, matchOf } from "./matchRecord.js";
import { readLog } from "./readLog.js";
import { hasRun, rootOf } from "./rootCause.js";
import { readStartedConfig, type StartedConfig } from "./startedConfig.js";
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
  /** How many starts the log holds; 0 for a text that is empty. */
  readonly starts: number;
  /** Something in it is a message of a start: of LXC, Proxmox or systemd. */
  readonly isLog: boolean;
  /** The one that is explained, counted from 0. */
  readonly start: number;
  /** The container's name; a CTID under Proxmox. */
  readonly container: string | undefined;
  /** The log says that the start failed, or shows why it must. */
  readonly failed: boolean;
  /** The releases of liblxc that can have written it, oldest first; empty when the log does not tell. */
  readonly liblxc: readonly string[];
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
export function explain(log: string, { container, ctid, host, start }: ExplainOptions): Explanation {
  const starts = startsIn(log);
  const index = start ?? starts.length - 1;
  const config = container && readStartedConfig(container, ctid ?? ctidOf(starts.at(index)), host);
  return explainStart(starts, index, config);
}

/** The starts that a log tells of, in the order of the text; an empty log has none. */
export function startsIn(log: string): readonly Start[] {
  return startsOf(readLog(log));
}

/** The number by which Proxmox knows the container; 100 where the log does not tell it. */
export function ctidOf(start: Start | undefined): number {
  const named = Number.parseInt(start?.container ?? "", 10);
  return named >= 100 ? named : 100;
}

/** Explains one of the starts of a log; `index` counts from 0, and the nearest there is counts. */
export function explainStart(starts: readonly Start[], index: number, config: StartedConfig | undefined): Explanation {
  const nearest = Math.max(0, Math.min(index, starts.length - 1));
  const start = starts[nearest];
  if (!start)
    return { starts: 0, isLog: false, start: 0, container: undefined, failed: false, liblxc: [], failures: [] };
  const matches = withoutMiddle(start.records.flatMap((record) => matchOf(record) ?? []));
  const failures = failuresOf(start, matches, config).map((failure) => withCtid(failure, start.container));
  return {
    starts: starts.length,
    isLog: start.failed || matches.length > 0 || start.records.some(isOfLxc),
    start: nearest,
    container: start.container,
    failed: failures.some(({ fatal }) => fatal) || (start.failed && !hasRun(matches)),
    liblxc: liblxcOf(start.records),
    failures,
  };
}

function withCtid(failure: Failure, container: string | undefined): Failure {
  if (failure.command === undefined || container === undefined || !/^\d+$/.test(container)) return failure;
  return { ...failure, command: failure.command.replaceAll("CTID", container) };
}

/** With category or program in front of the function; a word with a number alone may be any program's. */
function isOfLxc({ level, functionName }: LogRecord): boolean {
  return level !== undefined && functionName !== undefined;
}

/** Of more complaints than this, those in the middle are passed over: the first ones tell why, the last ones how it ended. */
const mostMatches = 1000;

function withoutMiddle(matches: readonly Match[]): readonly Match[] {
  if (matches.length <= mostMatches) return matches;
  return [...matches.slice(0, mostMatches / 2), ...matches.slice(-mostMatches / 2)];
}

function failuresOf(start: Start, matches: readonly Match[], config: StartedConfig | undefined): readonly Failure[] {
  const root = rootOf(start, matches, config);
  const rootIndex = root ? matches.indexOf(root) : matches.length;
  const described = new Set<string>();
  const all = matches.flatMap((match, index): Failure[] => {
    const isFatal = match === root;
    // Of messages that only repeat each other one is enough.
    const same = `${match.signature.id} ${match.record.message}`;
    if (!isFatal && described.has(same)) return [];
    described.add(same);
    const failure = failureOf(match, isFatal, matches, config);
    // A hook's status may stand in front of what the hook has printed.
    const isBehind = index > rootIndex || root?.saidByHook === true;
    return [!isFatal && isBehind && follows(match) ? { ...failure, repair: "", command: undefined } : failure];
  });
  const isUnknown = root === undefined && !hasRun(matches) && (start.failed || isFailureOf(start, matches, config));
  const unknown = isUnknown ? unknownFailure(start, matches, config) : [];
  return [...unknown, ...all.filter(({ fatal }) => fatal), ...all.filter(({ fatal }) => !fatal)];
}

/** LXC ends at the first message that stops a start; what it says behind that, it says because of that. */
function follows({ signature: { role } }: Match): boolean {
  return role !== "warning" && role !== "noise";
}

/**
 * A piece of a log that does not say how the start ended: it failed when another process is said to have failed, or when all of the piece are
 * complaints that nobody knows and the config has something that stops a start.
 */
function isFailureOf(start: Start, matches: readonly Match[], config: StartedConfig | undefined): boolean {
  if (matches.some(({ signature }) => signature.role === "consequence")) return true;
  return matches.length === 0 && config?.stopping.length !== 0 && start.records.some(({ level }) => level === "error");
}

function failureOf(
  match: Match,
  isFatal: boolean,
  matches: readonly Match[],
  config: StartedConfig | undefined,
): Failure {
  const { signature, record, groups } = match;
  const named = config ? placesOf(match, isFatal ? matches : [match], config) : [];
  const cause = isFatal && config ? causeAmong(config.stopping, named, signature) : undefined;
  const finding = cause ?? (config && adviceAmong(config.others, named, signature));
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
function placesOf(match: Match, matches: readonly Match[], config: StartedConfig): readonly ConfigLine[] {
  const from = matches.indexOf(match);
  for (const each of [match, ...matches.slice(from + 1)]) {
    if (each !== match && each.signature.role === "warning") continue;
    const lines = linesNamed(each, config.lines).filter(({ origin }) => origin !== undefined);
    if (lines.length > 0) return lines;
  }
  return [];
}

/**
 * The finding that stops the start: at a line that is named, or elsewhere of a rule that speaks of the same. Where the message says nothing
 * but that something has failed, it is the only thing that stops a start.
 */
function causeAmong(
  stopping: readonly Finding[],
  named: readonly ConfigLine[],
  signature: StartSignature,
): Finding | undefined {
  const there = stopping.find((finding) => named.some((line) => isAt(finding, line)));
  if (there) return there;
  const same = stopping.find(({ rule }) => signature.rules?.includes(rule));
  return same ?? (signature.role === "consequence" ? onlyOne(stopping) : undefined);
}

/** What a rule has to say of the line that is named, about the same. */
function adviceAmong(
  others: readonly Finding[],
  named: readonly ConfigLine[],
  { rules = [] }: StartSignature,
): Finding | undefined {
  return others.find((finding) => rules.includes(finding.rule) && named.some((line) => isAt(finding, line)));
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
function unknownFailure(
  start: Start,
  matches: readonly Match[],
  config: StartedConfig | undefined,
): readonly Failure[] {
  const known = new Set(matches.map(({ record }) => record));
  const record =
    start.records.find((each) => !known.has(each) && each.functionName !== undefined && isComplaint(each)) ??
    matches.find(({ signature }) => signature.role === "consequence")?.record ??
    start.records[0];
  if (!record) return [];
  const finding = config && onlyOne(config.stopping);
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
