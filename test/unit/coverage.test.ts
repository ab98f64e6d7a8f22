import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  contradictoryIds,
  coverageFile,
  coverageText,
  idsOf,
  openIds,
  readCoverage,
  unknownIds,
} from "../../scripts/coverage.mjs";

const coverage = readCoverage();
const papers = join(import.meta.dirname, "../../../shared/knowledge");

describe("the catalogue of mistakes", () => {
  test("has a rule, or a reason, for every entry", () => expect(openIds(coverage)).toEqual([]));

  test("has every entry that a page or a reason names", () => expect(unknownIds(coverage)).toEqual([]));

  test("has a reason for what no rule covers only", () => expect(contradictoryIds(coverage)).toEqual([]));

  test("has a sentence as a reason", () => {
    for (const reason of Object.values(coverage.notCovered)) expect(reason).toMatch(/^[A-Z`].*\.$/s);
  });

  // Written anew with `npm run coverage`.
  test("stands in docs/rules/coverage.md", () => {
    expect(readFileSync(coverageFile, "utf8")).toBe(coverageText(coverage));
  });

  const reason = existsSync(papers) ? undefined : "The papers are not here: the comparison is skipped.";
  if (reason) console.log(reason);
  test.skipIf(reason)("has the entries of the papers", () => {
    expect(idsOf(coverage.catalogue)).toEqual(idsOfPapers());
  });
});

/** The entries of the papers, named as the pages name them. */
function idsOfPapers(): readonly string[] {
  const [proxmox = "", liblxc = "", realWorld = ""] = ["proxmox.md", "liblxc.md", "real-world.md"].map((file) =>
    readFileSync(join(papers, file), "utf8"),
  );
  const part = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));
  const numbers = (text: string, prefix: string) =>
    [...text.matchAll(/^([0-9]+)\. /gm)].map(([, number]) => prefix + number);
  const rows = (text: string) => [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell).slice(1);
  return [
    ...[...proxmox.matchAll(/^- \*\*([A-Z]-[0-9]+)\*\*/gm)].map(([, id = ""]) => id),
    ...numbers(part(proxmox, "# PART 5", "# Not verified"), "P5."),
    ...numbers(part(liblxc, "## 5. ", "## 6. "), "L5."),
    ...(liblxc.includes("\nDangerous at start:") ? ["L5.danger"] : []),
    ...rows(part(liblxc, "**3.4 ", "**3.5 ")),
    ...rows(part(realWorld, "### 2.3", "## 3. ")).map((_, index) => `RW2.${index + 1}`),
    ...rows(part(realWorld, "## 4. ", "## 5. ")).map((cell) => `RW4.${cell}`),
    ...numbers(part(realWorld, "## 5. ", "## 6. "), "RW5."),
  ];
}
