import type { Container } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { ruleClasses, ruleQualifiers } from "../../knowledge/appArmor.js";
import { type AppArmorFault, readAppArmorRules } from "../../syntax/appArmorRule.js";
import { defineRule, type Report } from "../rule.js";
import { inForce, profileOf } from "./profile.js";
import { explainArrow, explainFault, explainMerge, explainWord } from "./rawFaults.js";
import { type AppArmorRelease, wrongWord } from "./ruleWords.js";

/** The newest parser: what an older one lacks is no fault of the rule. */
const release: AppArmorRelease = "4.1";

/** In characters. Nobody writes so many rules, and reading a broken file must not hold up the editor. */
const longestProfile = 100_000;

/** The parser of AppArmor refuses the whole generated profile for one rule that it cannot read, and the start fails. */
export const rawSyntax = defineRule({
  name: "apparmor-raw-syntax",
  area: "apparmor",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.apparmor.raw"],
  check(container, report) {
    if (profileOf(container).name === "generated") reportFaults(container, report);
  },
});

function reportFaults(container: Container, report: Report): void {
  const lines = inForce(container, "lxc.apparmor.raw").map((entry) => entry.value);
  if (lines.reduce((length, line) => length + line.text.length, 0) > longestProfile) return;
  const { rules, faults } = readAppArmorRules(lines, knows(release));
  const explained = [
    ...withOneUnclosed(faults).map((fault) => explainFault(fault, container.document)),
    ...rules.flatMap((rule) => {
      const wrong = wrongWord(rule, release);
      if (wrong) return [explainWord(wrong)];
      const arrow = rule.kind?.text === "mount" && rule.words.find((word) => word.text.startsWith("->"));
      if (arrow) return [explainArrow(arrow)];
      const next = rule.lastLine > rule.firstLine ? lines[rule.firstLine + 1] : undefined;
      const line = lines[rule.firstLine];
      return line && next && beginsRule(next.text) ? [explainMerge(line)] : [];
    }),
  ];
  explained.sort((left, right) => left.at.start - right.at.start);
  for (const { at, message, details } of explained) report(at, message, details);
}

/** Of blocks that lie open in each other, one is told: closing it may close what is around it. */
function withOneUnclosed(faults: readonly AppArmorFault[]): readonly AppArmorFault[] {
  const first = faults.find((fault) => fault.kind === "unclosed");
  return faults.filter((fault) => fault.kind !== "unclosed" || fault === first);
}

/** Whether the parser of a release knows a word that begins a rule or stands before one. */
export function knows(parser: AppArmorRelease): (word: string) => boolean {
  return (word) => {
    const fact = factOf(ruleClasses, word) ?? factOf(ruleQualifiers, word);
    return fact !== undefined && (parser !== "3.0" || fact.since?.apparmor === undefined);
  };
}

function beginsRule(text: string): boolean {
  const [, word = ""] = /^\s*([a-z_]+)/.exec(text) ?? [];
  return knows(release)(word);
}
