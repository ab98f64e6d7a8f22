/** How loud LXC says something. */
export type LogLevel = "trace" | "debug" | "info" | "notice" | "warn" | "error" | "fatal";

/** One message of a log, put together from all its lines. */
export interface LogRecord {
  /** The first and the last line of the text, 0-based. */
  readonly line: number;
  readonly lastLine: number;
  /** Undefined where the form of the log does not say it; standard error carries errors only. */
  readonly level: LogLevel | undefined;
  /** The container's name; a CTID under Proxmox. */
  readonly container: string | undefined;
  /** The function of liblxc that speaks; undefined for messages of other programs. */
  readonly functionName: string | undefined;
  /** The line of the source of liblxc that speaks, counted from 1. */
  readonly sourceLine: number | undefined;
  readonly message: string;
  /** Other readings of a message that a terminal or a forum has wrapped; usually none. */
  readonly readings: readonly string[];
}

/** Whether a message speaks of something that went wrong; of those without a level nobody knows. */
export function isComplaint({ level }: LogRecord): boolean {
  return level === undefined || level === "error" || level === "fatal";
}

/** What stands in front of a message. */
export interface RecordHead {
  readonly level: LogLevel | undefined;
  readonly container: string | undefined;
  readonly functionName: string | undefined;
  readonly sourceLine: number | undefined;
  readonly message: string;
}

const levels: Readonly<Record<string, LogLevel>> = {
  TRACE: "trace",
  DEBUG: "debug",
  INFO: "info",
  NOTICE: "notice",
  WARN: "warn",
  ERROR: "error",
  CRIT: "fatal",
  ALERT: "fatal",
  FATAL: "fatal",
};

/** `Nov 23 20:15:01 pve lxc-start[1234]: ` and `2026-11-23T20:15:01+0100 pve lxc-start[1234]: `. */
const journalHead =
  /^(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*) \S+ [\w.@/-]+(?:\[\d+\])?: /;

/** `lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1332 - `; `pct start --debug` cuts off the first half. */
const fileHead =
  /^(?:lxc-[a-z]+:? +)?(?:([\w.-]+):? +)?(?:\d{14}\.\d{3} +)?(TRACE|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|FATAL) +\S+ +- +(?:[^\s:]*\.c):([A-Za-z_]\w*):(\d+) - /;

/** `lxc-start: 902: ../src/lxc/utils.c: safe_mount: 1332 `. */
const standardErrorHead = /^lxc-[a-z]+:? +(?:([\w.-]+):? +)?(?:[^\s:]*\.c): ([A-Za-z_]\w*): (\d+) /;

/** `safe_mount: 1332 `, which is left when Proxmox has printed it. */
const shortHead = /^(?:[^\s:]*\.c: )?([A-Za-z_]\w*): (\d+) (?:- )?/;

/** `902:utils - utils.c:safe_mount:1332 - `, as LXC writes into the system's log. */
const systemLogHead = /^([\w.-]+):[\w.-]+ - (?:[^\s:]*\.c):([A-Za-z_]\w*):(\d+) - /;

/**
 * Reads what stands in front of a message, in all forms in which a log of LXC reaches people; undefined for a line that begins none.
 * Source: liblxc 6.0.6, src/lxc/log.c; pve-container 6.1.10, src/PVE/LXC.pm, vm_start(); all forms seen in real logs.
 */
export function recordHeadOf(line: string): RecordHead | undefined {
  const text = withoutJournalHead(line);
  const file = fileHead.exec(text);
  if (file) return head(text, file, levels[file[2] ?? ""], file[1], 3);
  const standardError = standardErrorHead.exec(text);
  if (standardError) return head(text, standardError, "error", standardError[1], 2);
  const systemLog = systemLogHead.exec(text);
  if (systemLog) return head(text, systemLog, undefined, systemLog[1], 2);
  const short = shortHead.exec(text);
  return short ? head(text, short, undefined, undefined, 1) : undefined;
}

/** A line of the journal without date, host and process. */
export function withoutJournalHead(line: string): string {
  return line.replace(journalHead, "");
}

/** The group of the match with the function's name stands in front of that with the line. */
function head(
  text: string,
  match: RegExpExecArray,
  level: LogLevel | undefined,
  container: string | undefined,
  functionGroup: number,
): RecordHead {
  const functionName = match[functionGroup];
  const sourceLine = Number(match[functionGroup + 1]);
  return { level, container, functionName, sourceLine, message: text.slice(match[0].length) };
}
