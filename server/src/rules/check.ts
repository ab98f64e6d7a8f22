import type { Container } from "../container/container.js";
import type { Finding } from "./finding.js";
import { withoutIgnored } from "./ignores.js";
import { rules } from "./index.js";
import type { Report, Rule } from "./rule.js";

/** Is told of an exception inside a rule, which costs only that rule's findings. */
export type OnFailure = (rule: string, error: unknown) => void;

/** Which rules are asked. */
export type Speaks = (rule: Rule) => boolean;

/** The rules that need no profile. */
export const isForEverybody: Speaks = (rule) => rule.profile === undefined;

/** All findings of the rules that speak, in the order of the text. */
export function check(
  container: Container,
  onFailure: OnFailure = () => {},
  speaks: Speaks = isForEverybody,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (!speaks(rule) || !canApply(rule, container)) continue;
    try {
      // Not pushed as arguments of one call: a broken file has more findings than a call takes.
      for (const finding of findingsOf(rule, container)) findings.push(finding);
    } catch (error) {
      onFailure(rule.name, error);
    }
  }
  findings.sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  return withoutIgnored(container.document, findings);
}

/** The findings of one rule, those among them that an ignore silences too. */
export function findingsOf(
  rule: Rule,
  container: Container,
  others: () => readonly Finding[] = () => findingsOfAllBut(rule, container),
): readonly Finding[] {
  const findings: Finding[] = [];
  const report: Report = (at, message, details) => {
    findings.push({
      rule: rule.name,
      severity: rule.severity,
      rejectedBy: rule.rejectedBy,
      span: { start: at.start, end: at.end },
      message,
      related: [],
      tags: [],
      fixes: [],
      ...details,
    });
  };
  rule.check(container, report, others);
  return findings;
}

/** Those of rules that do not speak too: an ignore that a profile needs is not unused where that profile is not asked for. */
function findingsOfAllBut(rule: Rule, container: Container): readonly Finding[] {
  return rules.flatMap((other) =>
    other === rule || !canApply(other, container) ? [] : findingsOf(other, container, () => []),
  );
}

function canApply(rule: Rule, container: Container): boolean {
  return (
    rule.dialects.includes(container.document.dialect) && rule.looksAt.some((topic) => container.topics.has(topic))
  );
}
