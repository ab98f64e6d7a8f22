import { readMountEntry } from "../syntax/mountEntry.js";
import { linesNamed } from "./linesNamed.js";
import { isComplaint } from "./logRecord.js";
import type { Match } from "./matchRecord.js";
import type { StartedConfig } from "./startedConfig.js";
import type { Start } from "./startsOf.js";

/**
 * The first message that stops the start; where none says why, the one that tells at least what could not be done. Undefined when the start
 * has not failed, or when what stopped it is not known.
 */
export function rootOf(start: Start, matches: readonly Match[], config: StartedConfig | undefined): Match | undefined {
  if (hasRun(matches)) return undefined;
  const goesOn = !start.failed && !matches.some(isEnd);
  const repeated = repeatedSources(matches);
  const told = matches.find((match) => isRoot(match, matches, { goesOn, repeated, config }));
  if (told && isHookStatus(told)) return reasonOf(told, matches);
  if (told || goesOn) return told;
  const firstComplaint = start.records.find((each) => each.functionName !== undefined && isComplaint(each));
  const consequence = matches.find(({ signature }) => signature.role === "consequence" && signature.repair !== "");
  return consequence?.record === firstComplaint ? consequence : undefined;
}

/** LXC knows no more of a hook than the number with which it ended. */
function isHookStatus({ signature }: Match): boolean {
  return signature.id === "hook-status" || signature.id === "hook-signal";
}

/** What the hook that failed has printed says more; best is what is known, else what it printed last. `pct start --debug` shows it behind the number. */
function reasonOf(status: Match, matches: readonly Match[]): Match {
  const said = matches.filter(
    ({ saidByHook, signature: { role } }) => saidByHook && (role === undefined || role === "cause"),
  );
  return said.find(({ signature }) => signature.id !== "hook-output") ?? said.at(-1) ?? status;
}

/** A container that runs already is no failed start, nor is one that has run and ended. */
export function hasRun(matches: readonly Match[]): boolean {
  const first = matches.find(({ signature: { role = "cause" } }) => role === "cause" || role === "afterwards");
  return first?.signature.role === "afterwards";
}

/** A message that only a start which ends can leave. */
function isEnd({ signature, record }: Match): boolean {
  return signature.role === "consequence" || (signature.role === undefined && isComplaint(record));
}

interface Surroundings {
  /** Nothing in the log says that the start has ended. */
  readonly goesOn: boolean;
  readonly repeated: ReadonlySet<string>;
  readonly config: StartedConfig | undefined;
}

function isRoot(match: Match, matches: readonly Match[], surroundings: Surroundings): boolean {
  const { signature, record } = match;
  const { role = "cause" } = signature;
  if (!isComplaint(record) || (role !== "cause" && role !== "survivable")) return false;
  if (isSkippedMount(match, matches, surroundings)) return false;
  // Of one line that somebody has copied out of a log, the rest is not known.
  return role === "cause" || !surroundings.goesOn || (matches.length === 1 && signature.place === "mountEntry");
}

/**
 * LXC complains about a mount entry with `optional` in safe_mount() alone, and goes on; for any other the function mount_entry() says the same
 * again. Source: liblxc 6.0.6 and 5.0.2, src/lxc/conf.c, run.
 */
function isSkippedMount(match: Match, matches: readonly Match[], { repeated, config }: Surroundings): boolean {
  if (match.signature.place !== "mountEntry" || match.signature.role !== "survivable") return false;
  const entries = config ? linesNamed(match, config.lines) : [];
  if (entries.length > 0) return entries.every(({ value }) => isOptional(value));
  if (match.record.functionName !== "safe_mount" || repeated.has(match.groups.src ?? "")) return false;
  return matches.some(({ signature }) => signature.role === undefined);
}

/** The sources that mount_entry() complains about. */
function repeatedSources(matches: readonly Match[]): ReadonlySet<string> {
  const entries = matches.filter(({ record }) => record.functionName === "mount_entry");
  return new Set(entries.flatMap(({ groups }) => groups.src ?? []));
}

function isOptional(entry: string): boolean {
  const fields = readMountEntry({ text: entry, start: 0, end: entry.length });
  return fields?.optionWords.some(({ name }) => name === "optional") ?? false;
}
