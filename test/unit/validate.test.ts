import { describe, expect, test } from "vitest";
import { validateRawKey, validateSetting } from "../../server/src/container/validate.js";
import { newestRelease, type ProxmoxRelease, proxmoxReleases } from "../../server/src/knowledge/releases.js";
import { parse } from "../../server/src/syntax/parse.js";
import { oracle, oracleText } from "../oracle.js";

type Verdict = "accepted" | "deprecated" | "rejected";

/** What the reader of a release makes of a line in a section. */
function verdictOn(text: string, section: string | undefined, release: ProxmoxRelease): Verdict {
  const document = parse(section === undefined ? text : `[${section}]\n${text}`, "proxmox");
  const line = document.lines.at(-1);
  if (!line) return "accepted";
  if (line.kind === "unreadable") return "rejected";
  if (line.kind === "delete") return line.section.kind === "pending" ? "accepted" : "rejected";
  if (!line.key || !line.value) return "accepted";
  if (line.kind === "setting") {
    const { complaints } = validateSetting(line.key.text, line.value.text, release);
    return complaints.length > 0 ? "rejected" : "accepted";
  }
  if (line.kind !== "raw") return "accepted";
  const verdict = validateRawKey(line.key.text, release);
  return verdict === "dropped" ? "rejected" : verdict;
}

describe("agrees with the real reader", () => {
  const lines = oracle<{ line: string; section?: string; verdict: Verdict }>("oracle/proxmox-lines.jsonl");
  test.skipIf(!lines)("on single lines", () => {
    const wrong = (lines ?? []).filter(({ line, section, verdict }) => {
      return verdictOn(line, section, newestRelease) !== verdict;
    });
    console.log(`reader of ${newestRelease}: ${(lines?.length ?? 0) - wrong.length} of ${lines?.length} lines`);
    expect(wrong).toEqual([]);
  });

  const versions = oracle<{ line: string; verdicts: Record<ProxmoxRelease, Verdict> }>("oracle/proxmox-versions.jsonl");
  test.skipIf(!versions)("on lines that releases disagree about", () => {
    const wrong = (versions ?? []).flatMap(({ line, verdicts }) =>
      proxmoxReleases
        .filter((release) => verdictOn(line, undefined, release) !== verdicts[release])
        .map((release) => `${release}: ${line}`),
    );
    const all = (versions?.length ?? 0) * proxmoxReleases.length;
    console.log(`readers of all releases: ${all - wrong.length} of ${all} verdicts`);
    expect(wrong).toEqual([]);
  });

  const configs = oracle<{ file: string; lines: readonly [number, Verdict][] }>("corpus/verdicts.jsonl");
  test.skipIf(!configs)("on the lines of real configs", () => {
    let count = 0;
    const wrong: string[] = [];
    for (const { file, lines: spoken } of configs ?? []) {
      const expected = new Map(spoken);
      const document = parse(oracleText(`corpus/${file}`), "proxmox");
      let section: string | undefined;
      for (const line of document.lines) {
        if (line.kind === "section") section = line.key?.text;
        const text = document.text.slice(line.start, line.end);
        count++;
        if (verdictOn(text, section, newestRelease) !== (expected.get(line.index) ?? "accepted")) {
          wrong.push(`${file}:${line.index}: ${text}`);
        }
      }
    }
    console.log(`lines of real configs: ${count - wrong.length} of ${count}`);
    expect(wrong).toEqual([]);
  });
});

test.each([
  ["lxc.cgroup.", "9.2", "deprecated"],
  ["lxc.cgroup.", "9.1", "accepted"],
  ["lxc.cgroup.memory.limit_in_bytes", "9.2", "deprecated"],
  ["lxc.cgroup2.", "8.0", "accepted"],
  ["lxc.prlimit.", "8.0", "accepted"],
  ["lxc.net.", "8.0", "accepted"],
  ["lxc.net.x.y", "8.0", "accepted"],
  ["lxc.limit.", "8.0", "deprecated"],
  ["lxc.limit.a.b", "8.0", "deprecated"],
  ["lxc.init.cwd", "8.4", "dropped"],
  ["lxc.init.cwd", "9.0", "accepted"],
  ["lxc.environment.runtime", "9.0", "dropped"],
  ["lxc.cgroup", "9.2", "dropped"],
  ["lxc.namespace.keep", "9.2", "dropped"],
  ["lxc.constructor", "9.2", "dropped"],
] as const)("the raw key %s in %s is %s", (key, release, verdict) => {
  expect(validateRawKey(key, release)).toBe(verdict);
});

describe("a setting", () => {
  const check = (key: string, value: string, release: ProxmoxRelease = newestRelease) =>
    validateSetting(key, value, release);

  test.each([
    ["onboot", "YES", "1"],
    ["console", "off", "0"],
    ["memory", "0512", "512"],
    ["memory", "99999999999999999999", "1e+20"],
    ["cpulimit", "01.50", "01.50"],
    ["features", "nesting=yes", "nesting=yes"],
  ])("%s: %s is kept as %s", (key, value, kept) => {
    expect(check(key, value)).toEqual({ value: kept, complaints: [] });
  });

  test("that cannot be read keeps its text", () => {
    expect(check("memory", "1G")).toEqual({
      value: "1G",
      complaints: [
        {
          kind: "type",
          message: "type check ('integer') failed - got '1G'",
          property: undefined,
          since: undefined,
          start: 0,
          end: 2,
        },
      ],
    });
  });

  test.each([
    ["memroy", "512", "unknown-key", ""],
    ["net0", "name=eth0,ip=10.0.0.1", "format", "10.0.0.1"],
    ["net0", "name=eth0,mtu=1", "minimum", "1"],
    ["net0", "name=eth0,type=tap", "choice", "tap"],
    ["net0", "name=eth0, bridge=vmbr0", "unknown-property", " bridge"],
    ["net0", "bridge=vmbr0", "missing-property", "bridge=vmbr0"],
    ["net0", "eth0", "nameless-value", "eth0"],
    ["mp0", "local:x,mp=/a,mountoptions=noatime,nodev", "repeated-property", "nodev"],
    ["features", "nesting=1,fuse=", "incomplete-property", "fuse="],
    ["nameserver", "1.1.1.1 dns.example", "format", "dns.example"],
    ["hostname", "a\rb", "line-feed", "\r"],
  ])("%s: %s has a complaint of the kind %s at %j", (key, value, kind, at) => {
    const [complaint, second] = check(key, value).complaints;
    expect(complaint?.kind).toBe(kind);
    expect(second).toBeUndefined();
    if (at) expect(value.slice(complaint?.start, complaint?.end)).toBe(at);
  });

  test("tells which release has what this one lacks", () => {
    expect(check("dev0", "/dev/fuse", "8.0").complaints[0]).toMatchObject({
      kind: "unknown-key",
      since: { pve: "8.1" },
    });
    expect(check("net0", "name=eth0,host-managed=1", "9.0").complaints[0]).toMatchObject({
      kind: "unknown-property",
      since: { pve: "9.1" },
    });
    expect(check("rootfs", "local:x,mountoptions=discard", "8.2").complaints[0]).toMatchObject({
      kind: "pattern",
      since: { pve: "8.3" },
    });
  });
});
