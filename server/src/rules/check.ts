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

/** All findings of the rules that speak, in the order of the text. `onIgnored` is told how many more an ignore in the text silences. */
export function check(
  container: Container,
  onFailure: OnFailure = () => {},
  speaks: Speaks = isForEverybody,
  onIgnored: (count: number) => void = () => {},
): readonly Finding[] {
  const asking = askingOf(container);
  for (const rule of applicable(container)) {
    if (!speaks(rule)) continue;
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
  const heard = withoutIgnored(container.document, findings);
  onIgnored(findings.length - heard.length);
  return heard;
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
  return applicable(container).flatMap((other) => (other === rule ? [] : findingsOf(other, container, () => [])));
}

/** The rules that look at something that the document has, in their order. */
function applicable({ document, topics }: Container): readonly Rule[] {
  places ??= placesOfRules();
  const isAsked = new Uint8Array(rules.length);
  for (const topic of topics) for (const place of places.get(topic) ?? []) isAsked[place] = 1;
  return rules.filter((rule, place) => isAsked[place] === 1 && rule.dialects.includes(document.dialect));
}

/** Where the rules that look at a topic stand, by topic. Made at the first check, not when the program loads. */
let places: ReadonlyMap<string, readonly number[]> | undefined;

function placesOfRules(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [place, { looksAt }] of rules.entries()) {
    for (const topic of looksAt) {
      const known = found.get(topic);
      if (known) known.push(place);
      else found.set(topic, [place]);
    }
  }
  return found;
}
