import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { liblxcLines } from "../../server/src/knowledge/liblxcLines.js";
import { liblxcInWords, liblxcOf, targetOfLiblxc } from "../../server/src/startLog/liblxcOf.js";
import type { LogRecord } from "../../server/src/startLog/logRecord.js";
import { readLog } from "../../server/src/startLog/readLog.js";
import { dedent } from "../annotated.js";

/** Which liblxc has written a log. */
function check(log: string, expected: string | undefined) {
  expect(liblxcInWords(liblxcOf(readLog(dedent(log))))).toBe(expected);
}

const incident = `
  safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
  mount_entry: 2202 No such device - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
  lxc_setup: 3908 Failed to setup mount entries
  do_start: 1273 Failed to setup container "902"
`;

describe("the lines of a log name the liblxc that wrote it", () => {
  test("in what Proxmox prints", () => {
    check(incident, "liblxc 6.0.5");
  });

  test("in a file, where quieter messages do not count", () => {
    check(
      `
      lxc-start 902 20261123122029.411 DEBUG    conf - ../src/lxc/conf.c:safe_mount:1 - Of a line that is not there
      lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1334 - No such device - Failed to mount
      lxc-start 902 20261123122029.413 ERROR    conf - ../src/lxc/conf.c:lxc_setup:3908 - Failed to setup mount entries
      `,
      "liblxc 6.0.5",
    );
  });

  test("one line alone may fit several", () => {
    check("sync_wait: 34 An error occurred in another process", "liblxc 4.0.11 to 7.0.0");
  });

  test("a build with patches says nothing", () => {
    check(`${incident}\n  safe_mount: 9 No such device`, undefined);
  });

  test("another program says nothing", () => {
    check("error: 15 of the lines could not be read", undefined);
    check("constructor: 1 toString", undefined);
    check("", undefined);
  });

  test("a number that the margin has broken is none", () => {
    const lines = [
      "lxc-start 902 20261123122029.413 ERROR    conf - ../src/lxc/conf.c:lxc_setup:39",
      "08 - Failed to setup mount entries",
    ];
    check(lines.join("\n"), undefined);
  });
});

test.each([
  [["6.0.5"], "liblxc 6.0.5"],
  [["5.0.2", "5.0.3"], "liblxc 5.0.2 or 5.0.3"],
  [["6.0.0", "6.0.1", "6.0.2", "6.0.3"], "liblxc 6.0.0 to 6.0.3"],
  [["5.0.2", "6.0.0", "6.0.4"], "liblxc 5.0.2, 6.0.0 or 6.0.4"],
  [["3.0.0", "4.0.0", "5.0.0", "6.0.0", "7.0.0"], undefined],
])("%j reads %j", (releases, expected) => {
  expect(liblxcInWords(releases)).toBe(expected);
});

test.each([
  [["6.0.5"], { proxmox: "9.1", liblxc: "6.0.5" }],
  [["5.0.2", "5.0.3"], { proxmox: "8.1", liblxc: "5.0.2" }],
  [["6.0.5", "6.0.6"], { proxmox: "9.2", liblxc: "6.0.6" }],
  [["5.0.3"], { proxmox: "9.2", liblxc: "5.0.3" }],
  [["3.0.0", "4.0.0"], { proxmox: "9.2", liblxc: "6.0.6" }],
  [[], { proxmox: "9.2", liblxc: "6.0.6" }],
])("a log of %j is explained for %j", (releases, expected) => {
  expect(targetOfLiblxc(releases)).toEqual(expected);
});

const oracle = "../shared/oracle";

describe.skipIf(!existsSync(oracle))("against what was read in the sources and what was run", () => {
  test("every line of every function is of its releases", () => {
    const table: Record<string, Record<string, string[]>> = read("liblxc-log-lines.json");
    expect(Object.keys(liblxcLines).sort()).toEqual(Object.keys(table).sort());
    for (const [functionName, lines] of Object.entries(table)) {
      for (const [line, releases] of Object.entries(lines)) {
        const said = liblxcOf([complaint(functionName, Number(line))]);
        expect([...said].sort(), `${functionName}:${line}`).toEqual([...releases].sort());
      }
    }
  });

  test("the liblxc that was run is always among the answers", () => {
    const runs = readFileSync(`${oracle}/start-runs.jsonl`, "utf8").trim().split("\n").map(parsed);
    let answered = 0;
    let single = 0;
    let silent = 0;
    for (const { name, runs: versions } of runs) {
      for (const [version, { log }] of Object.entries(versions)) {
        if (log.length === 0) continue;
        const said = liblxcOf(readLog(log.join("\n")));
        if (said.length === 0) silent++;
        else {
          expect(said, name).toContain(version);
          answered++;
          if (said.length === 1) single++;
        }
      }
    }
    console.log(
      `${answered} logs name their liblxc rightly, ${single} of them a single release; ${silent} say nothing.`,
    );
    expect(answered).toBeGreaterThan(300);
  });
});

function read<T>(file: string): T {
  return JSON.parse(readFileSync(`${oracle}/${file}`, "utf8"));
}

interface Run {
  readonly name: string;
  readonly runs: Readonly<Record<string, { readonly log: readonly string[] }>>;
}

function parsed(line: string): Run {
  return JSON.parse(line);
}

function complaint(functionName: string, sourceLine: number): LogRecord {
  const nothing = { level: undefined, container: undefined, message: "", readings: [] };
  return { ...nothing, line: 0, lastLine: 0, functionName, sourceLine };
}
