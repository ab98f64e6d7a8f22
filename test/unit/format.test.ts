import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formattingOf } from "../../server/src/editor/formatting.js";
import { snapshotOf } from "../../server/src/editor/snapshot.js";
import { type Dialect, offsetOf } from "../../server/src/syntax/document.js";
import { applyEdits } from "../../server/src/syntax/edit.js";
import { oracle, oracleText } from "../oracle.js";

/** The text after formatting; undefined when that is refused. */
function formatted(text: string, dialect: Dialect = "proxmox"): string | undefined {
  const snapshot = snapshotOf("file:///etc/pve/lxc/902.conf", 1, text, dialect);
  const formatting = formattingOf(snapshot);
  if ("refusal" in formatting) return undefined;
  const { document } = snapshot;
  return applyEdits(
    text,
    formatting.edits.map(({ range, newText }) => ({
      start: offsetOf(document, range.start),
      end: offsetOf(document, range.end),
      newText,
    })),
  );
}

function refusal(text: string): string | undefined {
  const formatting = formattingOf(snapshotOf("file:///etc/pve/lxc/902.conf", 1, text, "proxmox"));
  return "refusal" in formatting ? formatting.refusal : undefined;
}

describe("a Proxmox config", () => {
  test("is written as Proxmox writes it", () => {
    expect(formatted("swap: 0512\nonboot: yes\n# Größe: 5%\narch: amd64\n")).toBe(
      "# Gr%C3%B6%C3%9Fe%3A 5%25\narch: amd64\nonboot: 1\nswap: 512\n",
    );
  });

  test("that is already so stays", () => expect(formatted("# a\narch: amd64\n")).toBe("# a\narch: amd64\n"));

  test.each([
    [
      "arch: amd64\nmemory = 5\n",
      "Not formatted: Proxmox drops what it cannot keep, here line 2 (memory = 5). Repair or remove that first.",
    ],
    ["swap: 1\nswap: 2\n", expect.stringContaining("here line 1 (swap: 1)")],
    ["a\nb\nc\nd\ne\n", expect.stringContaining("here lines 1 (a), 2 (b), 3 (c) and 2 more")],
    ["lxc: x\n", expect.stringContaining("Proxmox cannot write this file")],
    ["#%C3%A4%FF\n", "Not formatted: Proxmox would not keep the comments as written."],
    ["description: 0\n", "Not formatted: Proxmox would not keep the comments as written."],
  ])("%j is refused", (text, message) => expect(refusal(text)).toEqual(message));

  const corpus = oracle<{ file: string; rewritten: string | null }>("corpus/verdicts.jsonl");
  test.skipIf(!corpus)("of the corpus is refused, or the same again when it is formatted twice", () => {
    let refused = 0;
    for (const { file } of corpus ?? []) {
      const once = formatted(oracleText(`corpus/${file}`));
      if (once === undefined) refused++;
      else expect(formatted(once)).toBe(once);
    }
    console.log(`formatted: ${(corpus?.length ?? 0) - refused} of ${corpus?.length} real configs, the others refused`);
  });

  test("loses no key, value or comment, whatever stands in it", () => {
    // Each value and comment is there once, so that a missing one is seen in the text.
    const forms = [
      "hostname: @",
      "#: @",
      "# @",
      "lxc.cap.drop: @",
      "lxc.foo: @",
      "[s@]",
      "description: @",
      "env: @",
      "",
      "@= @",
    ];
    const config = fc.array(fc.constantFrom(...forms), { maxLength: 12 });
    fc.assert(
      fc.property(config, (lines) => {
        const text = lines.map((form, index) => form.replaceAll("@", `x${index}x`)).join("\n");
        const after = formatted(text);
        if (after === undefined) return;
        const count = (inText: string) => (inText.match(/x\d+x/g) ?? []).sort();
        expect(count(after)).toEqual(count(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a native config", () => {
  test("gets one blank on either side of =, and nothing else", () => {
    expect(formatted("lxc.a=1\n  lxc.b   =\t2 = 3\n\nlxc.c =\nlxc.d=\n# x=1\ny=2\n", "lxc")).toBe(
      "lxc.a = 1\n  lxc.b = 2 = 3\n\nlxc.c =\nlxc.d =\n# x=1\ny=2\n",
    );
  });

  test("keeps keys, values, comments and line ends, whatever stands in it", () => {
    const parts = ["lxc.a", "lxc.b", "=", " = ", "\t=", " ", "#", "1", '"x"', "\n", "\r\n", "\r", "\0", "\v", "y"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (words) => {
        const text = words.join("");
        const after = formatted(text, "lxc");
        if (after === undefined) return;
        expect(after.replaceAll(/[ \t\v]*=[ \t\v]*/g, "=")).toBe(text.replaceAll(/[ \t\v]*=[ \t\v]*/g, "="));
        expect(formatted(after, "lxc")).toBe(after);
      }),
      { numRuns: 2000 },
    );
  });
});
