import { lastAnswer } from "../container/lastAnswer.js";
import { newestTarget, type Target } from "../container/target.js";
import { liblxcLines, releasesWithLines } from "../knowledge/liblxcLines.js";
import { proxmoxReleases, releaseFacts } from "../knowledge/releases.js";
import { isComplaint, type LogRecord } from "./logRecord.js";

/**
 * The releases of liblxc that can have written the log, oldest first: a message carries the line of the source that it comes from. Empty when
 * the log does not tell, and for a build with patches, whose lines are those of no release.
 */
export const liblxcOf = lastAnswer((records: readonly LogRecord[]): readonly string[] => {
  const places = new Map<string, Set<number>>();
  for (const record of records) {
    const { functionName, sourceLine } = record;
    // Quieter messages are many, and the table does not have all of them.
    if (functionName === undefined || sourceLine === undefined || !isComplaint(record)) continue;
    const lines = places.get(functionName);
    if (lines) lines.add(sourceLine);
    else places.set(functionName, new Set([sourceLine]));
  }
  let writers: readonly number[] | undefined;
  for (const [functionName, lines] of places) {
    const releases = releasesByLine(functionName);
    if (!releases) continue;
    for (const line of lines) {
      const here = releases.get(line) ?? [];
      writers = writers ? writers.filter((release) => here.includes(release)) : here;
    }
  }
  return (writers ?? []).flatMap((release) => releasesWithLines[release] ?? []);
});

/** In words: `liblxc 6.0.5`, `liblxc 5.0.2 or 5.0.3`, `liblxc 6.0.0 to 6.0.4`. Undefined for none, and for more than can be told shortly. */
export function liblxcInWords(releases: readonly string[]): string | undefined {
  const [first] = releases;
  const last = releases.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (releases.length <= 2) return `liblxc ${releases.join(" or ")}`;
  const from = releasesWithLines.indexOf(first);
  const isRun = releasesWithLines[from + releases.length - 1] === last;
  if (isRun) return `liblxc ${first} to ${last}`;
  return releases.length <= 4 ? `liblxc ${releases.slice(0, -1).join(", ")} or ${last}` : undefined;
}

/** The target whose verdict fits a log: the newest one unless another liblxc has written it. The rules know liblxc from 5.0 on. */
export function targetOfLiblxc(releases: readonly string[]): Target {
  const known = releases.filter((each) => Number.parseInt(each, 10) >= 5);
  const newest = known.at(-1);
  if (newest === undefined || known.includes(newestTarget.liblxc)) return newestTarget;
  const proxmox = proxmoxReleases.findLast((each) => known.includes(releaseFacts[each].liblxc));
  return proxmox ? { proxmox, liblxc: releaseFacts[proxmox].liblxc } : { ...newestTarget, liblxc: newest };
}

/** The releases, as places in `releasesWithLines`, in which a function writes to the log at a line. Undefined for one that never does. */
function releasesByLine(functionName: string): ReadonlyMap<number, readonly number[]> | undefined {
  if (!Object.hasOwn(liblxcLines, functionName)) return undefined;
  const releases = new Map<number, number[]>();
  for (const form of (liblxcLines[functionName] ?? "").split("|")) {
    const [runs = "", gaps = ""] = form.split("@");
    for (const run of runs.split(" ")) {
      const [range = "", first = ""] = run.split(":");
      const [from = "", to = from] = range.split("-");
      for (let release = Number(from); release <= Number(to); release++) {
        let line = Number(first);
        add(releases, line, release);
        if (gaps === "") continue;
        for (const gap of gaps.split(",")) {
          line += Number(gap);
          add(releases, line, release);
        }
      }
    }
  }
  return releases;
}

function add(releases: Map<number, number[]>, line: number, release: number): void {
  const there = releases.get(line);
  if (there) there.push(release);
  else releases.set(line, [release]);
}
