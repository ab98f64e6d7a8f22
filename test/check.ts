import { expect } from "vitest";
import { containerOf } from "../server/src/container/container.js";
import { type Target, targetOf } from "../server/src/container/target.js";
import { check as checkAll, findingsOf, type OnFailure } from "../server/src/rules/check.js";
import type { Finding } from "../server/src/rules/finding.js";
import { rules } from "../server/src/rules/index.js";
import type { Profile } from "../server/src/rules/rule.js";
import { type Dialect, type Document, rangeOf } from "../server/src/syntax/document.js";
import { applyEdits } from "../server/src/syntax/edit.js";
import { parse } from "../server/src/syntax/parse.js";
import { dedent, type Expectation, readAnnotated } from "./annotated.js";

export interface CheckOptions {
  readonly dialect?: Dialect;
  /** Ask this rule alone. */
  readonly rule?: string;
  /** Ask the rules of these profiles too. */
  readonly profiles?: readonly Profile[];
  /** Ask for this release of Proxmox VE or version of liblxc; without it for the newest. */
  readonly target?: string;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** Applies the fix of that title and compares. The title may stand at several findings; the first counts. */
  fixedBy(title: string, text: string): Checked;
}

/** Checks a text against the findings that are drawn in it: exactly those, no other. */
export function check(annotated: string, options: CheckOptions = {}): Checked {
  const { text, expectations } = readAnnotated(dedent(annotated));
  const document = parse(text, options.dialect ?? "proxmox");
  const findings = findingsIn(document, options.rule, targetOf(options.target ?? ""), options.profiles);
  expect(findings.map((finding) => describe(document, finding))).toEqual(expectations);
  const checked: Checked = {
    findings,
    fixedBy(title, fixed) {
      const fix = findings.flatMap((finding) => finding.fixes).find((each) => each.title === title);
      expect(findings.flatMap((finding) => finding.fixes.map((each) => each.title))).toContain(title);
      expect(applyEdits(text, fix?.edits ?? [])).toBe(dedent(fixed));
      return checked;
    },
  };
  return checked;
}

/** The findings of one rule, or of all that are for everybody or of these profiles; an exception in a rule is thrown on. */
export function findingsIn(
  document: Document,
  name?: string,
  target?: Target,
  profiles: readonly Profile[] = [],
): readonly Finding[] {
  const container = containerOf(document, target);
  if (name === undefined) {
    const fail: OnFailure = (rule, error) => {
      throw new Error(`${rule} failed`, { cause: error });
    };
    return checkAll(container, fail, ({ profile }) => profile === undefined || profiles.includes(profile));
  }
  const rule = rules.find((each) => each.name === name);
  if (!rule) throw new Error(`There is no rule ${name}.`);
  if (!rule.dialects.includes(document.dialect)) return [];
  const lineOf = ({ span }: Finding) => rangeOf(document, span).start.line;
  return findingsOf(rule, container).toSorted((left, right) => lineOf(left) - lineOf(right));
}

/** A finding in the form in which expectations are drawn. */
export function describe(document: Document, finding: Finding): Expectation {
  const { start, end } = rangeOf(document, finding.span);
  return { start, end, severity: finding.severity, message: finding.message };
}
