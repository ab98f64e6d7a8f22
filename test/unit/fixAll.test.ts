import fc from "fast-check";
import { expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { check } from "../../server/src/rules/check.js";
import type { Finding } from "../../server/src/rules/finding.js";
import { fixAll, repair } from "../../server/src/rules/fixAll.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { applyEdits } from "../../server/src/syntax/edit.js";
import { parse } from "../../server/src/syntax/parse.js";
import { readAnnotated } from "../annotated.js";
import { readPages } from "../rules/page.js";

/** More of them find more: `FIX_RUNS=50000 npx vitest run test/unit/fixAll.test.ts`. */
const runs = Number(process.env.FIX_RUNS ?? 1500);
const timeout = 5000 + runs * 4;

/** Every line of every example of a dialect, good and bad: what random configs are made of. */
function linesOf(dialect: Dialect): readonly string[] {
  const texts = readPages().flatMap((page) => [
    ...page.examples
      .filter((example) => example.dialect === dialect)
      .flatMap((example) => [readAnnotated(example.bad).text, example.good ?? ""]),
    ...page.silent.filter((silent) => silent.dialect === dialect).map((silent) => silent.text),
  ]);
  return [...new Set(texts.flatMap((text) => text.split("\n")))];
}

function findingsOf(text: string, dialect: Dialect): readonly Finding[] {
  return check(containerOf(parse(text, dialect)), (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
}

function errorsOf(text: string, dialect: Dialect): number {
  return findingsOf(text, dialect).filter((finding) => finding.severity === "error").length;
}

for (const dialect of ["proxmox", "lxc"] as const) {
  const config = fc
    .array(fc.constantFrom(...linesOf(dialect)), { maxLength: 14 })
    .chain((lines) =>
      fc.constantFrom("\n", "\r\n").map((ending) => lines.join(ending) + (lines.length % 2 ? ending : "")),
    );

  for (const unsafe of [false, true]) {
    const what = unsafe ? "all fixes" : "safe fixes";

    test(
      `${what} in random ${dialect} configs: fixing twice is fixing once, and no safe fix is left`,
      () => {
        fc.assert(
          fc.property(config, (text) => {
            const fixed = fixAll(text, dialect, { unsafe });
            expect(fixAll(fixed, dialect, { unsafe })).toBe(fixed);
            // An unsafe fix may bring a line into force, such as one out of a snapshot, and with it an error that lay there unseen.
            if (!unsafe) expect(errorsOf(fixed, dialect)).toBeLessThanOrEqual(errorsOf(text, dialect));
            const left = findingsOf(fixed, dialect).flatMap((finding) => finding.fixes.filter((fix) => fix.safe));
            expect(left.map((fix) => fix.title)).toEqual([]);
          }),
          { numRuns: runs },
        );
      },
      timeout,
    );
  }

  test(`the edits of one ${dialect} repair give the same text as fixing round by round`, () => {
    fc.assert(
      fc.property(config, (text) => {
        const document = parse(text, dialect);
        const edits = repair(document, check(containerOf(document)));
        expect(applyEdits(text, edits)).toBe(fixAll(text, dialect));
      }),
      { numRuns: 300 },
    );
  });
}

test("each fix alone takes its finding out of a page's bad example", () => {
  for (const page of readPages()) {
    for (const { bad, dialect } of page.examples) {
      const { text } = readAnnotated(bad);
      const mine = findingsOf(text, dialect).filter((finding) => finding.rule === page.name);
      for (const finding of mine) {
        for (const fix of finding.fixes) {
          const after = findingsOf(applyEdits(text, fix.edits), dialect);
          const again = after.filter((each) => each.rule === page.name && each.message === finding.message);
          const before = mine.filter((each) => each.message === finding.message);
          expect(again.length, `${page.name}: ${fix.title}`).toBeLessThan(before.length);
        }
      }
    }
  }
});
