import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { defaultHost } from "../../server/src/host/host.js";
import { type Explanation, explain } from "../../server/src/startLog/explain.js";
import { matchOf } from "../../server/src/startLog/matchRecord.js";
import { readLog } from "../../server/src/startLog/readLog.js";
import { parse } from "../../server/src/syntax/parse.js";
import { oracle, oracleText } from "../oracle.js";

interface Run {
  readonly exit: number;
  readonly log: readonly string[];
  readonly config: string;
}
interface StartRun {
  readonly name: string;
  readonly lines: readonly string[];
  readonly runs: Readonly<Record<string, Run>>;
}

const runs = oracle<StartRun>("oracle/start-runs.jsonl");

/** The forms in which the same log reaches people. */
const forms: Readonly<Record<string, (log: readonly string[]) => string>> = {
  "a log file": (log) => log.join("\n"),
  "standard error, as Proxmox prints it": (log) =>
    log
      .filter((line) => / ERROR /.test(line))
      .map(shortForm)
      .join("\n"),
  "a log file wrapped by a terminal": (log) => log.map((line) => hardWrapped(line, 80)).join("\n"),
  "a log file wrapped by a forum": (log) => log.map((line) => softWrapped(line, 80)).join("\n"),
};

function shortForm(line: string): string {
  return line.replace(/^.*?\.c:(\w+):(\d+) - /s, "$1: $2 ");
}

function hardWrapped(line: string, width: number): string {
  return line.replace(new RegExp(`(.{${width}})(?=.)`, "g"), "$1\n");
}

function softWrapped(line: string, width: number): string {
  let column = 0;
  return line
    .split(" ")
    .map((word, index) => {
      const breaks = index > 0 && column + 1 + word.length > width;
      column = breaks ? word.length : column + (index > 0 ? 1 : 0) + word.length;
      return index === 0 ? word : (breaks ? "\n" : " ") + word;
    })
    .join("");
}

function blanksTrimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** The line of the config that the root cause points to. */
function lineAtFault(config: string, { failures }: Explanation): string | undefined {
  const place = failures.find(({ fatal }) => fatal)?.place;
  if (!place) return undefined;
  const start = config.lastIndexOf("\n", place.start - 1) + 1;
  const end = config.indexOf("\n", start);
  return config.slice(start, end < 0 ? undefined : end);
}

describe.skipIf(!runs)("real starts, on liblxc 6.0.6 and 5.0.2", () => {
  for (const [form, formed] of Object.entries(forms)) {
    test(`are explained from ${form}`, () => {
      let failed = 0;
      let found = 0;
      let first = 0;
      let silent = 0;
      let succeeded = 0;
      const wrong: string[] = [];
      for (const { name, lines, runs: versions } of runs ?? []) {
        for (const [version, { exit, log, config }] of Object.entries(versions)) {
          const container = containerOf(parse(config, "lxc"));
          const explanation = explain(formed(log), { container, host: defaultHost });
          if (exit === 0) {
            succeeded++;
            if (!explanation.failures.some(({ fatal }) => fatal)) silent++;
            else wrong.push(`${name} ${version}: started, but ${JSON.stringify(explanation.failures[0])}`);
          } else if (lines.length > 0 && log.length > 0) {
            failed++;
            const line = lineAtFault(config, explanation);
            if (line !== undefined && lines.some((each) => blanksTrimmed(each) === blanksTrimmed(line))) found++;
            else {
              const root = explanation.failures[0];
              wrong.push(
                `${name} ${version}: ${line} instead of ${lines.join(" ; ")} | ${root?.signature}: ${root?.message}`,
              );
            }
            if (explanation.failures[0]?.fatal && explanation.failures[0].signature !== "unknown") first++;
          }
        }
      }
      console.log(
        `${form}: ${found} of ${failed} failed starts at their line, ${first} with a known cause first, ${silent} of ${succeeded} that succeeded without a fatal failure`,
      );
      if (process.env.SHOW_WRONG) console.log(wrong.join("\n"));
      expect(silent).toBe(succeeded);
      expect(found / failed).toBeGreaterThanOrEqual(0.98);
      expect(first / failed).toBeGreaterThanOrEqual(0.95);
    });
  }
});

interface PromiseRun {
  readonly ctid: number;
  readonly config: string;
  readonly starts: Readonly<Record<string, boolean>>;
  readonly log: Readonly<Record<string, readonly string[]>>;
}

const promises = oracle<PromiseRun>("oracle/promise.jsonl");

test.skipIf(!promises)("starts of whole CT configs are explained from the lines that Proxmox makes of them", () => {
  let failed = 0;
  let known = 0;
  let placed = 0;
  let succeeded = 0;
  let silent = 0;
  for (const { ctid, config, starts, log } of promises ?? []) {
    const container = containerOf(parse(config, "proxmox"));
    for (const [version, started] of Object.entries(starts)) {
      const { failures } = explain((log[version] ?? []).join("\n"), { container, ctid, host: defaultHost });
      const [root] = failures;
      if (started) {
        succeeded++;
        if (!failures.some(({ fatal }) => fatal)) silent++;
      } else {
        failed++;
        if (root?.fatal && root.signature !== "unknown") known++;
        if (root?.place) placed++;
      }
    }
  }
  console.log(
    `CT configs: ${known} of ${failed} failed starts with a known cause first, ${placed} at a line, ${silent} of ${succeeded} that succeeded without a fatal failure`,
  );
  expect(silent).toBe(succeeded);
  expect(known / failed).toBeGreaterThanOrEqual(0.98);
  expect(placed / failed).toBeGreaterThanOrEqual(0.98);
});

const signatures: readonly { readonly id: string; readonly sample: readonly string[] }[] | undefined =
  runs && JSON.parse(oracleText("oracle/start-log-signatures.json"));

test.skipIf(!signatures)("the messages that were collected are known by their signature", () => {
  const wrong: string[] = [];
  let known = 0;
  let all = 0;
  for (const { id, sample } of signatures ?? []) {
    for (const line of sample) {
      all++;
      const [record] = readLog(line);
      const found = record && matchOf(record)?.signature.id;
      if (found === id) known++;
      else wrong.push(`${id} is taken for ${found}: ${line}`);
    }
  }
  console.log(`${known} of ${all} messages are known by their signature`);
  if (process.env.SHOW_WRONG) console.log(wrong.join("\n"));
  expect(known / all).toBeGreaterThanOrEqual(0.95);
});

describe("any text is read in linear time", () => {
  const complaint = (source: string) =>
    `lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1332 - No such device - Failed to mount "${source}" onto "/usr/lib/lxc/rootfs/x"\n`;
  const texts = {
    "many complaints": Array.from({ length: 20_000 }, (_, index) => complaint(`/dev/${index}`)).join(""),
    "a line of a megabyte": "x".repeat(1_000_000),
    "terminal commands that do not end": "\u001b]".repeat(500_000),
    "marks of quotation": "> ".repeat(500_000),
    "a head that never comes": `${"lxc-start 902 20261123122029.412 ERROR ".repeat(400)}\n`.repeat(50),
    "quotes that do not end": `safe_mount: 1 No such device - Failed to mount "${'a" onto "'.repeat(100_000)}`,
    "words that may be wrapped": "foo bar baz\n".repeat(50_000),
    "many starts": `root@pve:~# pct start 902\n${complaint("/dev/fuse")}startup for container '902' failed\n`.repeat(
      5000,
    ),
    "what is no text": String.fromCharCode(...Array.from({ length: 50_000 }, (_, code) => code)),
  };
  test("a log of 10,000 lines at level DEBUG takes less than 100 ms", () => {
    const debug =
      'lxc-start 902 20261123122029.412 DEBUG    conf - ../src/lxc/conf.c:mount_entry:2100 - Remounting "/dev/fuse" on "/usr/lib/lxc/rootfs/x" to respect bind or remount options\n';
    const log = debug.repeat(10_000) + complaint("/dev/fuse");
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      explain(log, { host: defaultHost });
      return performance.now() - started;
    });
    console.log(`10,000 lines at level DEBUG: ${Math.min(...times).toFixed(1)} ms`);
    expect(Math.min(...times)).toBeLessThan(100);
  });

  test("many complaints about mounts that are left out, with a config of as many", { timeout: 10_000 }, () => {
    const entries = Array.from({ length: 2000 }, (_, at) => `lxc.mount.entry: /dev/${at} x${at} none bind,optional\n`);
    const container = containerOf(parse(entries.join(""), "proxmox"));
    const log = Array.from({ length: 20_000 }, (_, at) => {
      return complaint(`/dev/${at}`).replace("No such device", "No such file or directory");
    });
    const started = performance.now();
    const { failed } = explain(log.join(""), { container, host: defaultHost });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(failed).toBe(false);
  });

  for (const [name, text] of Object.entries(texts)) {
    test(name, { timeout: 5000 }, () => {
      const started = performance.now();
      explain(text, { host: defaultHost });
      expect(performance.now() - started).toBeLessThan(3000);
    });
  }
});
