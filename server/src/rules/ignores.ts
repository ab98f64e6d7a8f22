import { type Document, type Line, lineAt } from "../syntax/document.js";
import { partOf, type Token } from "../syntax/token.js";
import type { Finding } from "./finding.js";

/** What a rule's name in `# lxc-lint-ignore <rule> -- reason` silences: its findings on the next line. */
export interface Ignore {
  readonly comment: Line;
  /** The rule's name as it is written. */
  readonly rule: Token;
  /** All names of the same comment, this one among them. */
  readonly siblings: readonly Token[];
  /** The line below the comments; undefined when there is none, or a blank one. */
  readonly line: Line | undefined;
}

const opening = "lxc-lint-ignore";
const noIgnores: readonly Ignore[] = [];

/** The ignores of a native config, in the order of the text. A Proxmox config has none: there a comment is the container's Notes and moves. */
export function ignoresOf(document: Document): readonly Ignore[] {
  if (document.dialect !== "lxc" || !document.text.includes(opening)) return noIgnores;
  const ignores: Ignore[] = [];
  let below: Line | undefined;
  for (let at = document.lines.length - 1; at >= 0; at--) {
    const comment = document.lines[at];
    if (!comment) continue;
    if (comment.kind === "comment") ignores.push(...ignoresIn(comment, below).reverse());
    else below = comment.kind === "blank" ? undefined : comment;
  }
  return ignores.reverse();
}

/** The ignores that silence none of these findings, which are asked for only when there are ignores. */
export function unusedIgnores(document: Document, findings: () => readonly Finding[]): readonly Ignore[] {
  const ignores = ignoresOf(document);
  if (ignores.length === 0) return ignores;
  const found = new Set(findings().map(({ rule, span }) => placeOf(rule, lineAt(document, span.start))));
  return ignores.filter(({ rule, line }) => !found.has(placeOf(rule.text, line)));
}

/** The findings that no ignore silences. */
export function withoutIgnored(document: Document, findings: readonly Finding[]): readonly Finding[] {
  const ignores = ignoresOf(document);
  if (ignores.length === 0) return findings;
  const silenced = new Set(ignores.map(({ rule, line }) => placeOf(rule.text, line)));
  return findings.filter((finding) => !silenced.has(placeOf(finding.rule, lineAt(document, finding.span.start))));
}

/** The comment that silences a rule, without a line end. */
export function ignoreComment(rule: string): string {
  return `# ${opening} ${rule}`;
}

/** A rule on a line, as one word; a line that is not there is no place of any finding. */
function placeOf(rule: string, line: Line | undefined): string {
  return `${line?.index ?? "none"} ${rule}`;
}

function ignoresIn(comment: Line, line: Line | undefined): Ignore[] {
  const text = comment.value?.text ?? "";
  const reason = text.indexOf(" --");
  const words = wordsOf(comment.value, reason < 0 ? text.length : reason);
  if (words[0]?.text !== opening) return [];
  const siblings = words.slice(1);
  return siblings.map((rule) => ({ comment, rule, siblings, line }));
}

/** The words in front of an offset, which blanks and commas part. */
function wordsOf(token: Token | undefined, until: number): Token[] {
  const words: Token[] = [];
  if (!token) return words;
  for (let start = 0; start < until; ) {
    let end = start;
    while (end < until && !" \t,\r".includes(token.text.charAt(end))) end++;
    if (end > start) words.push(partOf(token, start, end));
    start = end + 1;
  }
  return words;
}
