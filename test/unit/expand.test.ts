import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { expand, expandedText } from "../../server/src/container/expand.js";
import { defaultHost } from "../../server/src/host/host.js";
import type { HostDescription } from "../../server/src/knowledge/hostDescription.js";
import { newestRelease, type ProxmoxRelease, proxmoxReleases } from "../../server/src/knowledge/releases.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";
import { oracle, oracleText } from "../oracle.js";

function expanded(text: string, ctid = 100, release: ProxmoxRelease = newestRelease, host = defaultHost) {
  return expand(containerOf(parse(text, "proxmox")), { ctid, release, host });
}

interface Outcome {
  readonly expanded?: string | null;
  readonly error?: string | null;
}

interface Case extends Outcome {
  readonly ctid: number;
  readonly config: string;
  readonly warnings: readonly string[];
  readonly older: Readonly<Record<string, Outcome>>;
}

describe("writes what Proxmox writes", () => {
  const cases = oracle<Case>("oracle/proxmox-expand.jsonl");
  const releases: readonly ProxmoxRelease[] = ["8.0", "8.4", "9.0", "9.1", "9.2"];

  test.skipIf(!cases).each(releases)("for %s", (release) => {
    const outcomes = (cases ?? []).map((each) => {
      const wanted = release === newestRelease ? each : (each.older[release] ?? {});
      const { lines, error, warnings } = expanded(each.config, each.ctid, release);
      return {
        ctid: each.ctid,
        wanted: [wanted.expanded ?? null, wanted.error ?? null, release === newestRelease ? each.warnings : null],
        got: [
          error === undefined ? expandedText(lines) : null,
          error ?? null,
          release === newestRelease ? warnings : null,
        ],
      };
    });
    const wrong = outcomes.filter(({ wanted, got }) => JSON.stringify(wanted) !== JSON.stringify(got));
    console.log(`expand: ${outcomes.length - wrong.length} of ${outcomes.length} for ${release}`);
    for (const { wanted, got } of wrong) expect(got).toEqual(wanted);
  });

  const corpus = oracle<{ file: string; generator_and_liblxc: readonly [string, unknown] }>("corpus/verdicts.jsonl");
  test.skipIf(!corpus)("or refuses, for real configs", () => {
    const padding = "arch: amd64\nostype: debian\nrootfs: local:100/vm-100-disk-0.raw,size=4G\n";
    let count = 0;
    const wrong: string[] = [];
    for (const { file, generator_and_liblxc: verdict } of corpus ?? []) {
      count++;
      const { error } = expanded(padding + oracleText(`corpus/${file}`));
      const isMissingBridge = error === "bridge '' does not exist\n";
      const isSame = (error !== undefined && !isMissingBridge) === (verdict[0] === "nogen");
      if (!isSame) wrong.push(`${file}: ${JSON.stringify(verdict)} but ${error}`);
      else if (error !== undefined && verdict[0] === "nogen" && error.split("\n").length <= 4) {
        if (!error.startsWith(String(verdict[1]))) wrong.push(`${file}: ${JSON.stringify(verdict)} but ${error}`);
      }
    }
    console.log(`refusals of real configs: ${count - wrong.length} of ${count}`);
    expect(wrong).toEqual([]);
  });
});

const minimal = "arch: amd64\nostype: debian\nrootfs: local-lvm:vm-100-disk-0,size=8G\n";

/** The lines of one key, or of all that begin with it and a dot. */
function lines(text: string, key: string, release: ProxmoxRelease = newestRelease, host = defaultHost) {
  const { error, lines: all } = expanded(minimal + dedent(text), 100, release, host);
  expect(error).toBeUndefined();
  return all.filter((line) => line.key === key || line.key.startsWith(`${key}.`)).map((line) => line.value);
}

describe("Perl's idea of numbers and truth", () => {
  test.each([
    ["", "536870912", "0"],
    ["memory: 0\nswap: 0", "536870912", "0"],
    ["memory: 1G\nswap: 512M", "1048576", "536870912"],
    ["memory: -5\nswap: -1", "-5242880", "-1048576"],
    ["memory: 1.5\nswap: x", "1572864", "0"],
    ["memory: 99999999999999", "1.04857599999999e+20", "0"],
  ])("%j", (text, memory, swap) => {
    expect(lines(text, "lxc.cgroup2.memory.max")).toEqual([memory]);
    expect(lines(text, "lxc.cgroup2.memory.swap.max")).toEqual([swap]);
  });

  test("warns of text in a number once", () => {
    expect(expanded(`${minimal}memory: 1G\n`).warnings).toEqual([
      'Argument "1G" isn\'t numeric in multiplication (*)\n',
    ]);
  });

  test.each([
    ["cpulimit: .5", ["50000 100000"]],
    ["cpulimit: 0", []],
    ["cpulimit: 0.0", ["0 100000"]],
    ["cpulimit: foo", ["0 100000"]],
  ])("%s", (text, value) => {
    expect(lines(text, "lxc.cgroup2.cpu.max")).toEqual(value);
  });

  test("takes nonsense for yes", () => {
    expect(lines("unprivileged: nope", "lxc.idmap")).toHaveLength(2);
    expect(lines("unprivileged: off", "lxc.idmap")).toEqual([]);
    expect(lines("console: disabled", "lxc.console.path")).toEqual([]);
    expect(expanded("template: x\n")).toMatchObject({ lines: [], error: undefined });
  });
});

describe("refuses", () => {
  test.each([
    ["ostype: debian", "missing 'arch' - internal error\n"],
    ["arch: amd64", "missing 'ostype' - internal error\n"],
    ["arch: amd64\nostype: debian", "missing 'rootfs' configuration\n"],
    [`${minimal}features: nesting`, "value without key, but schema does not define a default key\n"],
    [`${minimal}features: fuse=2`, "format error\nfuse: type check ('boolean') failed - got '2'\n"],
    [`${minimal}dev0: /dev/fuse,mode=666`, "format error\nmode: value does not match the regex pattern\n"],
    [`${minimal}dev0: mode=0666`, "Path has to be defined\n"],
    [`${minimal}net0: name=eth0`, "bridge '' does not exist\n"],
    [`${minimal}net0: name=eth0,bridge=vmbr0,mtu=9000`, "net0: MTU size '9000' is bigger than bridge MTU '1500'\n"],
    [`${minimal}lxc: x`, `Can't use string ("x") as an ARRAY ref while "strict refs" in use\n`],
  ])("%j", (text, error) => {
    expect(expanded(text)).toMatchObject({ lines: [], error });
  });

  test("a device that the host lacks", () => {
    const host: HostDescription = { ...defaultHost, devices: { "/dev/kvm": { type: "c", major: 10, minor: 232 } } };
    expect(expanded(`${minimal}dev0: /dev/fuse\n`, 100, newestRelease, host).error).toBe(
      "Device /dev/fuse does not exist\n",
    );
    expect(lines("dev0: /dev/kvm,deny-write=1", "lxc.cgroup2.devices", newestRelease, host)).toEqual([
      "c 10:232 r",
      "c 10:232 w",
    ]);
  });
});

test("interfaces come in the order of their keys as text, whatever their number", () => {
  const text = ["net10", "net2", "net100"].map((key) => `${key}: name=e,bridge=b\n`).join("");
  const pairs = expanded(minimal + text).lines.filter((line) => line.key.endsWith(".veth.pair"));
  expect(pairs.map((line) => line.value)).toEqual(["veth100i10", "veth100i100", "veth100i2"]);
});

test("cgroup v1 counts before 9.2", () => {
  const host: HostDescription = { ...defaultHost, controllers: { v1: ["cpu", "memory", "devices"], v2: [] } };
  const text = "memory: 100\nswap: 28\ncpulimit: 2\nconsole: 0";
  expect(lines(text, "lxc.cgroup.memory", "8.4", host)).toEqual(["104857600", "134217728"]);
  expect(lines(text, "lxc.cgroup.cpu", "8.4", host)).toEqual(["100000", "200000", "1024"]);
  expect(lines(text, "lxc.cgroup.devices", "8.4", host)).toEqual(["c 5:1 rwm"]);
  expect(lines(text, "lxc.cgroup.memory", "9.2", host)).toEqual([]);
});

test("what Proxmox draws at random is told", () => {
  const { notes, lines: all } = expanded(`${minimal}cores: 2\nnet0: name=eth0,bridge=vmbr0\n`);
  expect(all.some((line) => line.key.includes("hwaddr") || line.key.includes("cpuset"))).toBe(false);
  expect(notes.map((note) => note.message)).toEqual([
    "Proxmox adds `lxc.net.0.hwaddr` with a new random address at each start.",
    "Proxmox adds `lxc.cgroup2.cpuset.cpus` with 2 CPUs of the host, drawn at random at each start.",
  ]);
});

test("every line has an origin", () => {
  const text = `${minimal}unprivileged: 1\nfeatures: fuse=1\nnet0: name=eth0,bridge=vmbr0\nlxc.cap.drop:\n`;
  const origins = expanded(text).lines.map(({ key, origin }) => [
    key,
    "line" in origin ? text.slice(origin.start, origin.end) : origin.name,
  ]);
  expect(origins).toContainEqual(["lxc.mount.auto", "unprivileged: 1"]);
  expect(origins).toContainEqual(["lxc.mount.entry", "fuse=1"]);
  expect(origins).toContainEqual(["lxc.net.0.name", "name=eth0"]);
  expect(origins).toContainEqual(["lxc.net.0.mtu", "bridge=vmbr0"]);
  expect(origins).toContainEqual(["lxc.monitor.unshare", "monitor-namespace"]);
  expect(origins).toContainEqual(["lxc.cap.drop", "lxc.cap.drop:"]);
});

test("every release expands the smallest config", () => {
  for (const release of proxmoxReleases) expect(expanded(minimal, 100, release).lines.length).toBeGreaterThan(10);
});
