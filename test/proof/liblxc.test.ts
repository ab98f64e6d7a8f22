import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { newestTarget } from "../../server/src/container/target.js";
import type { LxcKeyFact } from "../../server/src/knowledge/fact.js";
import { lxcKeys } from "../../server/src/knowledge/lxcKeys.js";
import { check } from "../../server/src/rules/check.js";
import { parse } from "../../server/src/syntax/parse.js";

/** Debian's Python is the one that has the module; another one may come first in the path. */
const python = "/usr/bin/python3";

/** Loads a config for each line of its input, a JSON string, and prints 1 when liblxc takes it; the version comes first. */
const loader = `
import json, lxc, os, sys, tempfile
print(lxc.version)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "config")
    container = lxc.Container("proof", config_path=folder)
    for line in sys.stdin:
        with open(path, "w") as file:
            file.write(json.loads(line))
        container.clear_config()
        try:
            print(1 if container.load_config(path) else 0)
        except Exception:
            print(0)
`;

const version = spawnSync(python, ["-c", "import lxc; print(lxc.version)"], { encoding: "utf8" }).stdout?.trim() ?? "";
const isMissing = version === "";
if (isMissing) console.log("python3-lxc is not here: the comparison with the real liblxc is skipped.");

test.runIf(process.env.CI === "true")("this machine has python3-lxc", () => expect(isMissing).toBe(false));

/** Values of every sort that a key may meet: right for some, wrong for others. */
const anyValues: readonly string[] = [
  ...["", '""', "0", "1", "2", "01", "+1", "-1", "010", "08", "0x10", "0x", "1.5", "4x", '" 1"', '"1 "', "4294967295"],
  ...[
    "4294967296",
    "2147483648",
    "-2147483649",
    "18446744073709551616",
    "yes",
    "true",
    "off",
    "none",
    "auto",
    "x",
    "1 2",
  ],
  ...["unlimited", "1:2", "1:", "1:2:3", "1k", "64kB", "1 GB", "1TB", "1s", "1 s", "-5m", "1ms", "1 ms", "1d"],
  ...[
    "/a",
    "a/b",
    "../a",
    "a..b",
    "..",
    "unix:/run/x",
    "A=1",
    "=1",
    "NOT_SET_ANYWHERE",
    "PATH",
    "a b",
    "SIGPWR",
    "sigkill",
  ],
  ...[
    "SIGFOO",
    "RTMIN+3",
    "SIGRTMIN+3",
    "SIGRTMIN+31",
    "SIGRTMAX-30",
    "40",
    "41",
    "sys_admin",
    "SYS_ADMIN",
    "chown,kill",
  ],
  ...["u 0 100000 65536", "u 0 100000", "b 0 1 1", "u:0:1:1", "g 0x0 1 1", "1000,1001", "1000, 1001", "1000 1001", ","],
  ...[
    "10.0.0.1",
    "10.0.0.1/24",
    "10.0.0.1/33",
    "10.0.0.1/255.255.255.0",
    "10.0.0.1/24 10.0.0.255",
    "010.0.0.1",
    "dhcp",
  ],
  ...["fe80::1", "fe80::1/64", "fe80::1/200", "1::2::3", "::ffff:1.2.3.4/96", "dev", "4094", "4095", "65535", "65536"],
  ...[
    "proc:ro",
    "proc,sys",
    "proc sys:ro",
    "shmounts:/a",
    "net user",
    "NET",
    "foo",
    "ro,optional",
    "create=dir",
    "idmap=",
  ],
  ...[
    "x".repeat(64),
    "x".repeat(65),
    "x".repeat(256),
    "4 # four",
    "veth",
    "Veth",
    "warning",
    "NOTICE",
    "8",
    "9",
    "LOCAL0",
  ],
];

/** What reaches outside of the config, or hangs on the last error of the process, is not compared. */
const untested = new Set(["lxc.include", "lxc.log.file", "lxc.environment.runtime", "lxc.environment.hooks"]);
const lenient = new Set(["lenient-flag", "lenient-number"]);

function linesFor(name: string, fact: LxcKeyFact): readonly string[] {
  const key = name.replace("N", "0").replace("share.*", "share.net").replace(".*", ".some_name");
  const [, , , kind, own] = name.split(".");
  // The keys of a kind of interface are refused without it, which is a case of its own.
  const type =
    name.startsWith("lxc.net.N.") && own && kind !== "ipv4" && kind !== "ipv6" && kind !== "script" ? kind : "";
  const before = type ? `lxc.net.0.type = ${type}\n` : "";
  const values = new Set([...anyValues, ...(fact.values ?? [])]);
  return [...values].flatMap((value) => {
    if (lenient.has(fact.format ?? "") && value.includes("-")) return [];
    const line = `${key} = ${value}\n`;
    return before ? [before + line, line] : [line];
  });
}

const pairs = [
  "lxc.cap.drop = chown",
  "lxc.cap.drop =",
  "lxc.cap.keep = kill",
  "lxc.cap.keep =",
  "lxc.cap.keep = none",
];
const others = [
  "lxc.namespace.clone = net",
  "lxc.namespace.clone =",
  "lxc.namespace.keep = ipc",
  "lxc.namespace.keep =",
  "lxc.net.0.type = veth",
  "lxc.net.0.type = phys",
  "lxc.net.0.type =",
  "lxc.net.0.link = x",
  "lxc.net.0.link =",
  "lxc.net.00.veth.pair = v",
  "lxc.net.0.veth.pair =",
  "lxc.net.0 =",
  "lxc.net =",
];

/** Every sequence of up to three lines. */
function sequencesOf(lines: readonly string[]): readonly string[] {
  const two = lines.flatMap((first) => lines.map((second) => `${first}\n${second}\n`));
  return [...two, ...two.flatMap((start) => lines.map((last) => `${start}${last}\n`))];
}

test.skipIf(isMissing)("the real liblxc agrees on what it loads", { timeout: 120_000 }, () => {
  const configs = [
    ...Object.entries(lxcKeys).flatMap(([name, fact]) => (untested.has(name) ? [] : linesFor(name, fact))),
    ...sequencesOf(pairs),
    ...sequencesOf(others),
  ];
  const input = configs.map((config) => `${JSON.stringify(config)}\n`).join("");
  const run = spawnSync(python, ["-c", loader], { encoding: "utf8", input, maxBuffer: 2 ** 26 });
  const [liblxc = "", ...verdicts] = run.stdout.trim().split("\n");
  expect(verdicts.length, run.stderr).toBe(configs.length);
  const target = { ...newestTarget, liblxc };
  const wrong = configs.filter((config, index) => {
    const findings = check(containerOf(parse(config, "lxc"), target));
    return findings.some(({ rejectedBy }) => rejectedBy === "liblxc") === (verdicts[index] === "1");
  });
  console.log(`liblxc ${liblxc}: ${configs.length - wrong.length} of ${configs.length} generated configs`);
  expect(wrong).toEqual([]);
});
