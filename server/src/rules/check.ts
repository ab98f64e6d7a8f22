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
  const asking = askingOf(container);
  for (const rule of rules) {
    if (!speaks(rule) || !canApply(rule, container)) continue;
    const before = asking.findings.length;
    try {
      asking.ask(rule);
    } catch (error) {
      asking.findings.length = before;
      onFailure(rule.name, error);
    }
  }
  const findings = asking.findings.sort(
    (left, right) => left.span.start - right.span.start || left.span.end - right.span.end,
  );
  return withoutIgnored(container.document, findings);
}

/** The findings of one rule, those among them that an ignore silences too. */
export function findingsOf(rule: Rule, container: Container, others?: () => readonly Finding[]): readonly Finding[] {
  const asking = askingOf(container, others);
  asking.ask(rule);
  return asking.findings;
}

interface Asking {
  readonly findings: Finding[];
  ask(rule: Rule): void;
}

/** Asks rules one after the other. Most of the hundreds have nothing to say, so all of them get the same `report`. */
function askingOf(container: Container, othersGiven?: () => readonly Finding[]): Asking {
  const findings: Finding[] = [];
  let asked: Rule;
  const report: Report = (at, message, details) => {
    findings.push({
      rule: asked.name,
      severity: asked.severity,
      rejectedBy: asked.rejectedBy,
      span: { start: at.start, end: at.end },
      message,
      related: [],
      tags: [],
      fixes: [],
      ...details,
    });
  };
  const others = othersGiven ?? (() => findingsOfAllBut(asked, container));
  return {
    findings,
    ask(rule) {
      asked = rule;
      rule.check(container, report, others);
    },
  };
}

/** Those of rules that do not speak too: an ignore that a profile needs is not unused where that profile is not asked for. */
function findingsOfAllBut(rule: Rule, container: Container): readonly Finding[] {
  return rules.flatMap((other) =>
    other === rule || !canApply(other, container) ? [] : findingsOf(other, container, () => []),
  );
}

function canApply(rule: Rule, container: Container): boolean {
  if (!rule.dialects.includes(container.document.dialect)) return false;
  for (const topic of rule.looksAt) if (container.topics.has(topic)) return true;
  return false;
}
