import { expect, describe as group, test } from "vitest";
import { targetOf } from "../../server/src/container/target.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { rules } from "../../server/src/rules/index.js";
import type { Rule } from "../../server/src/rules/rule.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { readAnnotated } from "../annotated.js";
import { describe, findingsIn } from "../check.js";
import { readPages } from "./page.js";

const pages = readPages();

test("every rule has a page, and every page a rule", () => {
  expect(pages.map((page) => page.name)).toEqual(rules.map((rule) => rule.name).sort());
});

for (const page of pages) {
  group(page.name, () => {
    const rule = rules.find((each) => each.name === page.name);
    const target = targetOf(page.head.target ?? "");

    test("its head says what the rule says", () => {
      expect(page.head.rule).toBe(page.name);
      expect(page.head.area).toBe(rule?.area);
      expect(page.head.severity).toBe(rule?.severity);
      expect(page.head.profile).toBe(rule?.profile);
      expect([page.head.rejectedBy].flat()).toContain(rule?.rejectedBy);
      expect(page.head.sources.length).toBeGreaterThan(0);
      expect(page.head.since).toBeTruthy();
      expect(page.title).not.toBe("");
    });

    test("has a bad example", () => expect(page.examples.length).toBeGreaterThan(0));

    for (const [index, example] of page.examples.entries()) {
      const { text, expectations } = readAnnotated(example.bad);
      const findings = findingsIn(parse(text, example.dialect), page.name, target);

      test(`bad example ${index + 1} gives exactly the findings drawn in it`, () => {
        const document = parse(text, example.dialect);
        expect(findings.map((finding) => describe(document, finding))).toEqual(expectations);
        expect(expectations.length).toBeGreaterThan(0);
        for (const finding of findings) expect([page.head.rejectedBy].flat()).toContain(finding.rejectedBy);
      });

      if (example.good !== undefined) {
        test(`good example ${index + 1} is silent`, () => expectSilence(rule, example.good ?? "", example.dialect));
      }

      if (example.good !== undefined && page.head.fix !== "none") {
        test(`fixing bad example ${index + 1} gives the good one`, () => {
          expect(findings.flatMap((finding) => finding.fixes).length).toBeGreaterThan(0);
          expect(fixAll(text, example.dialect, { unsafe: page.head.fix === "unsafe", only: page.name })).toBe(
            example.good,
          );
        });
      }
    }

    for (const [index, good] of page.silent.entries()) {
      test(`further good example ${index + 1} is silent`, () => expectSilence(rule, good.text, good.dialect));
    }
  });
}

/** Silent for the rule of the page, and no error from any other that is for everybody or of the same profile. */
function expectSilence(rule: Rule | undefined, text: string, dialect: Dialect): void {
  const document = parse(text, dialect);
  expect(findingsIn(document, rule?.name).map((finding) => describe(document, finding))).toEqual([]);
  const profiles = rule?.profile ? [rule.profile] : [];
  const errors = findingsIn(document, undefined, undefined, profiles).filter(({ severity }) => severity === "error");
  expect(errors.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
}
