import { containerOf } from "../container/container.js";
import { difference } from "../syntax/difference.js";
import type { Dialect, Document } from "../syntax/document.js";
import { applyEdits, editCollection, type TextEdit } from "../syntax/edit.js";
import { parse } from "../syntax/parse.js";
import { check, isForEverybody, type OnFailure } from "./check.js";
import type { Finding } from "./finding.js";

/** One repair can uncover the next; after so many rounds a text is left as it is. */
const mostRounds = 20;

export interface FixOptions {
  /** Apply fixes too that may change what the config means. */
  readonly unsafe?: boolean;
  /** Repair what this rule finds and nothing else, whatever its profile. */
  readonly only?: string;
  /** What is found in a text; without it, what the rules for everybody find for the newest target. */
  readonly findingsIn?: (document: Document) => readonly Finding[];
  readonly onFailure?: OnFailure;
}

/** The text with every fix applied, again and again until none is left. Fixing a fixed text changes nothing. */
export function fixAll(text: string, dialect: Dialect, options: FixOptions = {}): string {
  return fixRounds(text, dialect, options, mostRounds);
}

/**
 * The edits that repair a document, given its findings: those of the first round where that is all, else one edit that spans
 * whatever the rounds have changed. They do not collide.
 */
export function repair(
  document: Document,
  findings: readonly Finding[],
  options: FixOptions = {},
): readonly TextEdit[] {
  const edits = editsOf(findings, options);
  if (edits.length === 0) return edits;
  const once = applyEdits(document.text, edits);
  const final = fixRounds(once, document.dialect, options, mostRounds - 1);
  return final === once ? edits : [difference(document.text, final)];
}

function fixRounds(text: string, dialect: Dialect, options: FixOptions, rounds: number): string {
  const seen = new Set([text]);
  for (let round = 0; round < rounds; round++) {
    const document = parse(text, dialect);
    const findings = options.findingsIn?.(document) ?? findingsIn(document, options);
    const edits = editsOf(findings, options);
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
    // A text that comes back shows that two rules want opposite things; going on would not end.
    if (seen.has(text)) return text;
    seen.add(text);
  }
  return text;
}

function findingsIn(document: Document, { only, onFailure }: FixOptions): readonly Finding[] {
  return check(containerOf(document), onFailure, (rule) => rule.name === only || isForEverybody(rule));
}

/** The edits of the first suitable fix of each finding. A fix is taken whole or not at all: one that collides with an earlier one waits for the next round. */
function editsOf(findings: readonly Finding[], { unsafe, only }: FixOptions): readonly TextEdit[] {
  const collection = editCollection();
  for (const finding of findings) {
    if (only !== undefined && finding.rule !== only) continue;
    const fix = finding.fixes.find((each) => each.safe || unsafe);
    if (fix) collection.add(fix.edits);
  }
  return collection.edits;
}
