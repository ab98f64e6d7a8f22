import { describe, expect, test } from "vitest";
import { rewrite } from "../../server/src/container/rewrite.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";
import { oracle, oracleText } from "../oracle.js";

function rewritten(text: string) {
  return rewrite(parse(text, "proxmox"));
}

describe("writes what Proxmox writes", () => {
  const configs = oracle<{ ctid: number; config: string; rewritten: string }>("oracle/proxmox-expand.jsonl");
  test.skipIf(!configs)("of generated configs", () => {
    const wrong = (configs ?? []).filter(({ config, rewritten: expected }) => rewritten(config).text !== expected);
    console.log(`rewrite of generated configs: ${(configs?.length ?? 0) - wrong.length} of ${configs?.length}`);
    for (const { config, rewritten: expected } of wrong) expect(rewritten(config).text).toBe(expected);
  });

  const corpus = oracle<{ file: string; rewritten: string | null }>("corpus/verdicts.jsonl");
  test.skipIf(!corpus)("of real configs", () => {
    const known = (corpus ?? []).filter((entry) => entry.rewritten !== null);
    // These texts are the bytes that Perl works on, one character for each.
    const bytesOf = (text: string) => Buffer.from(text).toString("latin1");
    const wrong = known.filter(
      (entry) => bytesOf(rewritten(oracleText(`corpus/${entry.file}`)).text) !== entry.rewritten,
    );
    console.log(`rewrite of real configs: ${known.length - wrong.length} of ${known.length}`);
    for (const entry of wrong)
      expect(bytesOf(rewritten(oracleText(`corpus/${entry.file}`)).text)).toBe(entry.rewritten);
  });

  test.skipIf(!corpus)("the same again when it reads what it wrote", () => {
    for (const { file } of corpus ?? []) {
      const { text, error } = rewritten(oracleText(`corpus/${file}`));
      if (error === undefined) expect(rewritten(text)).toEqual({ text, lost: [], error: undefined });
    }
  });
});

test("sorts, normalises and encodes", () => {
  const { text, lost } = rewritten(
    dedent(`
      swap: 0512
      lxc.cap.drop =
      onboot: yes
      # Größe: 5%
      [b-snapshot]
      memory: 1
      [pve:pending]
      delete: swap
      [a-snapshot]
      #x
    `),
  );
  expect(text).toBe(
    "# Gr%C3%B6%C3%9Fe%3A 5%25\nonboot: 1\nswap: 512\nlxc.cap.drop: \n\n[pve:pending]\ndelete: swap\n\n[a-snapshot]\n#x\n\n[b-snapshot]\nmemory: 1\n",
  );
  expect(lost).toEqual([]);
});

describe("tells what gets lost", () => {
  const check = (text: string, ...expected: readonly (readonly [string, string])[]) => {
    const document = parse(text, "proxmox");
    const { lost } = rewrite(document);
    expect(lost.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual(expected);
  };

  test("lines that nobody reads", () => {
    check(
      "memory = 5\n  # x\nlxc.foo: 1\n\ntty:\n",
      ["unreadable", "memory = 5"],
      ["unreadable", "  # x"],
      ["raw-key", "lxc.foo: 1"],
      ["unreadable", "tty:"],
    );
  });

  test("earlier lines of a key and earlier sections of a name", () => {
    check(
      "swap: 1\nswap: 2\n[one]\ntty: 1\n[one]\ntty: 2\n",
      ["repeated-key", "swap: 1"],
      ["repeated-section", "tty: 1"],
    );
  });

  test("a volume that is mounted, but not one that a broken mount point names", () => {
    check("mp0: local:a,mp=/a\nunused0: local:a\nmp1: local:b,mp=/b,rw=1\nunused1: local:b\n", [
      "volume-in-use",
      "unused0: local:a",
    ]);
  });

  test("what belongs to other sections", () => {
    check(
      "delete: swap\nsnapstate: prepare\nnotes: snapstate: delete\n",
      ["delete", "delete: swap"],
      ["snapstate", "snapstate: prepare"],
      ["snapstate", "notes: snapstate: delete"],
    );
  });

  test("variables that a later env replaces", () => {
    check(
      "lxc.environment.runtime: A=1\nenv: B=2\nlxc.environment.runtime:\n",
      ["repeated-key", "lxc.environment.runtime: A=1"],
      ["empty-variable", "lxc.environment.runtime:"],
    );
  });
});

describe("leaves a file alone that Proxmox cannot write", () => {
  test.each([
    ["lxc: x\n", "ARRAY"],
    ["lxc: 0\nlxc.cap.drop: \n", "ARRAY"],
    ["snapshots: x\n", "HASH"],
    ["pending: x\n", "HASH"],
  ])("%j", (text, kind) => {
    expect(rewritten(text)).toMatchObject({ text, error: expect.stringContaining(kind) });
  });

  test.each(["lxc: 0\n", "pending: x\n[pve:pending]\n", "[one]\nsnapshots: x\n"])("but not %j", (text) => {
    expect(rewritten(text).error).toBeUndefined();
  });
});

test.each([
  ["#\n# a\n#\n", "#\n# a\n"],
  ["#a%0Ab\n", "#a\n#b\n"],
  ["description: a\n#b\n", "#ab\n"],
  ["description: 0\n", ""],
  ["description: 0\n#\n", "#0\n"],
  ["#a\r\n", "#a%0D\n"],
  ["#%C3%A4%FF\n", "#%C3%A4%EF%BF%BD\n"],
  ["#%zz%4\n", "#%25zz%254\n"],
])("notes %j become %j", (text, expected) => {
  expect(rewritten(text).text).toBe(expected);
});

test.each([
  ["[pve:pending]\n", ""],
  ["[pve:pending]\n#\n", "\n[pve:pending]\n"],
  ["[pve:pending]\ndigest: 1\n", "\n[pve:pending]\n"],
  ["[bb]\n[pve:pending]\nswap: 1\n[aa]\n", "\n[pve:pending]\nswap: 1\n\n[aa]\n\n[bb]\n"],
  ["[pending]\ndelete: swap\n", "\n[pending]\ndelete: swap\n"],
])("the sections %j become %j", (text, expected) => {
  expect(rewritten(text).text).toBe(expected);
});
