import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lxcKey, proxmoxKey, renamedLxcKey } from "../../server/src/container/keys.js";
import { validateRawKey } from "../../server/src/container/validate.js";
import { profileNames, ruleClasses, ruleQualifiers } from "../../server/src/knowledge/appArmor.js";
import { capabilities } from "../../server/src/knowledge/capabilities.js";
import { devices } from "../../server/src/knowledge/devices.js";
import { distributions } from "../../server/src/knowledge/distributions.js";
import type { Fact } from "../../server/src/knowledge/fact.js";
import { fileSystems } from "../../server/src/knowledge/fileSystems.js";
import { foreignKeys } from "../../server/src/knowledge/foreignKeys.js";
import { lxcKeys } from "../../server/src/knowledge/lxcKeys.js";
import { dataOptions, mountOptions } from "../../server/src/knowledge/mountOptions.js";
import { propertyTables, startupProperties } from "../../server/src/knowledge/properties.js";
import { proxmoxKeys } from "../../server/src/knowledge/proxmoxKeys.js";
import { newestRelease } from "../../server/src/knowledge/releases.js";
import { renamedLxcKeys } from "../../server/src/knowledge/renamedLxcKeys.js";

const tables: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  capabilities,
  distributions,
  fileSystems,
  foreignKeys,
  lxcKeys,
  mountOptions,
  profileNames,
  proxmoxKeys,
  renamedLxcKeys,
  ruleClasses,
  ruleQualifiers,
  startupProperties,
  devices: Object.fromEntries(devices.map((device) => [device.path, device])),
  ...Object.fromEntries(Object.entries(propertyTables).map(([key, table]) => [`${key} properties`, table])),
};

describe("every entry", () => {
  test.each(Object.entries(tables))("of %s says what it is and where that was read", (_name, table) => {
    const bad = Object.entries(table).filter(
      ([, { summary, source }]) => !summary.endsWith(".") || summary !== summary.trim() || source === "",
    );
    expect(bad.map(([name]) => name)).toEqual([]);
    expect(Object.keys(table).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(tables))("of %s has releases that look like releases", (_name, table) => {
    const releases = Object.values(table).flatMap(({ since, removed }) =>
      [since, removed].flatMap((versions) => Object.values(versions ?? {})),
    );
    expect(releases.filter((release) => !/^\d+(\.\d+)+$/.test(release))).toEqual([]);
  });
});

test("capabilities are numbered 0 to 40 without holes", () => {
  expect(Object.values(capabilities).map(({ number }) => number)).toEqual(Array.from({ length: 41 }, (_, at) => at));
});

test("renamed keys point to keys of today", () => {
  const targets = Object.values(renamedLxcKeys).flatMap(({ now }) => now ?? []);
  expect(targets.filter((now) => !Object.hasOwn(lxcKeys, now))).toEqual([]);
});

test("a renamed key is not also a key of today", () => {
  expect(Object.keys(renamedLxcKeys).filter((key) => lxcKey(key))).toEqual([]);
});

test("a foreign key is no key of Proxmox, and what stands instead is one", () => {
  expect(Object.keys(foreignKeys).filter((key) => Object.hasOwn(proxmoxKeys, key))).toEqual([]);
  const instead = Object.values(foreignKeys).flatMap(({ instead }) => instead ?? []);
  expect(instead.filter((key) => !Object.hasOwn(proxmoxKeys, key) && !Object.hasOwn(lxcKeys, key))).toEqual([]);
});

test("every key with a property string has its table", () => {
  const keys = Object.entries(proxmoxKeys).flatMap(([name, { type }]) => (type === "properties" ? name : []));
  expect(keys.toSorted()).toEqual(Object.keys(propertyTables).toSorted());
});

test("a property table has at most one default property, and its defaults are among its values", () => {
  for (const table of Object.values(propertyTables)) {
    expect(Object.values(table).filter(({ isDefault }) => isDefault).length).toBeLessThan(2);
  }
  const wrong = Object.entries({ ...proxmoxKeys, ...lxcKeys }).filter(
    ([, fact]) => fact.default !== undefined && fact.values !== undefined && !fact.values.includes(fact.default),
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test("every ostype is a distribution", () => {
  expect(proxmoxKeys.ostype?.values?.toSorted()).toEqual(Object.keys(distributions).toSorted());
});

test("no mount option that matches by its beginning is the beginning of another", () => {
  const words = Object.entries(mountOptions).flatMap(([word, { kind }]) => (kind === "lxc" ? [] : word));
  expect(words.filter((word) => words.some((other) => other !== word && other.startsWith(word)))).toEqual([]);
});

test("data options are told of file systems that are known, each word once", () => {
  expect(Object.keys(dataOptions).filter((name) => !Object.hasOwn(fileSystems, name))).toEqual([]);
  for (const words of Object.values(dataOptions)) expect(words).toEqual([...new Set(words)]);
});

test("every device stands in the table once", () => {
  const named = devices.map(({ path }) => path);
  expect(named).toEqual([...new Set(named)]);
});

const oracle = join(import.meta.dirname, "../../../shared/oracle");

/** The rows of an oracle file, one JSON object a line. */
function rowsOf<Row>(file: string): readonly Row[] {
  const lines = readFileSync(join(oracle, file), "utf8").split("\n");
  return lines.flatMap((line) => (line === "" ? [] : (JSON.parse(line) as Row)));
}

describe.skipIf(!existsSync(oracle))("against the verdicts of the real readers (skipped without ../shared)", () => {
  test("every key that liblxc 6.0.6 accepts is known", () => {
    const rows = rowsOf<{ line: string; "6.0.6": string }>("lxc-lines.jsonl");
    const keys = rows.flatMap((row) => {
      const key = row.line.slice(0, row.line.indexOf("=")).trim();
      return row["6.0.6"] === "accepted" && key.startsWith("lxc.") ? key : [];
    });
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => lxcKey(key) === undefined || lxcKey(key)?.fact.refused)).toEqual([]);
  });

  test("every plain key that Proxmox accepts is known", () => {
    const rows = rowsOf<{ line: string; verdict: string }>("proxmox-lines.jsonl");
    const keys = rows.flatMap(({ line, verdict }) => {
      const key = /^([a-z][a-z_]*\d*):/.exec(line)?.[1];
      return verdict === "accepted" && key !== undefined ? key : [];
    });
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => proxmoxKey(key) === undefined)).toEqual([]);
  });

  test("every raw key gets the verdict of Proxmox", () => {
    const rows = rowsOf<{ line: string; verdict: string }>("proxmox-lines.jsonl");
    const raw = rows.flatMap(({ line, verdict }) => {
      const key = /^(lxc\.[a-z0-9_.-]+)(?::|\s*=)/.exec(line)?.[1];
      return key === undefined ? [] : { key, verdict: verdict === "rejected" ? "dropped" : verdict };
    });
    expect(raw.length).toBeGreaterThan(100);
    expect(raw.filter(({ key, verdict }) => validateRawKey(key, newestRelease) !== verdict)).toEqual([]);
  });

  test("a deprecated key is one that has a new name or belongs to cgroup v1", () => {
    const rows = rowsOf<{ line: string; verdict: string }>("proxmox-lines.jsonl");
    const keys = rows.flatMap(({ line, verdict }) =>
      verdict === "deprecated" ? (/^lxc\.[a-z0-9_.-]+/.exec(line)?.[0] ?? []) : [],
    );
    expect(keys.filter((key) => !renamedLxcKey(key) && !lxcKey(key)?.fact.deprecatedSince)).toEqual([]);
  });

  test("every rule that apparmor_parser 3.0.8 takes begins with a word of the tables or is a file rule", () => {
    const rows = rowsOf<{ rule: string; "3.0.8": string }>("apparmor-rules.jsonl");
    const accepted = rows.flatMap((row) => (row["3.0.8"] === "accepted" && row.rule !== "" ? row.rule : []));
    expect(accepted.length).toBeGreaterThan(50);
    expect(accepted.filter((rule) => !beginsAsTheTablesSay(rule))).toEqual([]);
  });
});

function beginsAsTheTablesSay(rule: string): boolean {
  const words = rule.split(/[\s,]+/);
  const first = words.find((word) => !Object.hasOwn(ruleQualifiers, word)) ?? "";
  if (/^["/@^]/.test(first)) return true;
  return Object.hasOwn(ruleClasses, first) && ruleClasses[first]?.since === undefined;
}
