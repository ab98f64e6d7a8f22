import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { targetOf } from "../../server/src/container/target.js";
import { newestRelease, type ProxmoxRelease, proxmoxReleases } from "../../server/src/knowledge/releases.js";
import { check } from "../../server/src/rules/check.js";
import type { Finding } from "../../server/src/rules/finding.js";
import { type Document, lineAt } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { oracle, oracleText } from "../oracle.js";

/** What Proxmox' own reader makes of a line. */
type Verdict = "accepted" | "deprecated" | "rejected";

describe("the findings agree with the real reader", () => {
  const lines = oracle<{ line: string; section?: string; verdict: Verdict }>("oracle/proxmox-lines.jsonl");
  test.skipIf(!lines)("on single lines", () => {
    const wrong = (lines ?? []).filter(({ line, section, verdict }) => verdictOn(line, section) !== verdict);
    console.log(`findings for ${newestRelease}: ${(lines?.length ?? 0) - wrong.length} of ${lines?.length} lines`);
    expect(wrong.map((each) => ({ ...each, found: verdictOn(each.line, each.section) }))).toEqual([]);
  });

  const versions = oracle<{ line: string; verdicts: Record<ProxmoxRelease, Verdict> }>("oracle/proxmox-versions.jsonl");
  test.skipIf(!versions)("on lines that releases disagree about", () => {
    const wrong: string[] = [];
    for (const release of proxmoxReleases) {
      const before = wrong.length;
      for (const { line, verdicts } of versions ?? []) {
        const found = verdictOn(line, undefined, release);
        if (found !== verdicts[release]) wrong.push(`${release}: ${line} is ${verdicts[release]}, not ${found}`);
      }
      const right = (versions?.length ?? 0) - (wrong.length - before);
      console.log(`findings for ${release}: ${right} of ${versions?.length} lines that releases disagree about`);
    }
    expect(wrong).toEqual([]);
  });

  const configs = oracle<{ file: string; lines: readonly [number, Verdict][]; generator_and_liblxc: [string, string] }>(
    "corpus/verdicts.jsonl",
  );
  test.skipIf(!configs)("on the lines of real configs", () => {
    let count = 0;
    const wrong: string[] = [];
    for (const { file, lines: spoken } of configs ?? []) {
      const expected = new Map(spoken);
      const document = parse(oracleText(`corpus/${file}`), "proxmox");
      const found = verdictsIn(document, newestRelease);
      for (const { index, start, end } of document.lines) {
        count++;
        const verdict = expected.get(index) ?? "accepted";
        if ((found.get(index) ?? "accepted") === verdict) continue;
        wrong.push(`${file}:${index + 1}: ${document.text.slice(start, end)} is ${verdict}, not ${found.get(index)}`);
      }
    }
    console.log(`lines of real configs: ${count - wrong.length} of ${count}`);
    expect(wrong).toEqual([]);
  });

  test.skipIf(!configs)("no real config that starts is said not to load", () => {
    const wrong: string[] = [];
    for (const { file, generator_and_liblxc: outcome } of configs ?? []) {
      if (outcome[0] !== "ok") continue;
      const document = parse(oracleText(`corpus/${file}`), "proxmox");
      for (const { rule, rejectedBy, severity, span } of check(containerOf(document))) {
        if (rejectedBy === "liblxc" || (severity === "error" && rejectedBy === null)) {
          wrong.push(`${file}: ${rule}: ${document.text.slice(span.start, span.end)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** The verdict that the findings on a line tell of. */
function verdictOn(text: string, section: string | undefined, release: ProxmoxRelease = newestRelease): Verdict {
  const document = parse(section === undefined ? text : `[${section}]\n${text}`, "proxmox");
  return verdictsIn(document, release).get(document.lines.length - 1) ?? "accepted";
}

/** By line; lines without an entry are accepted. */
function verdictsIn(document: Document, release: ProxmoxRelease): ReadonlyMap<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  for (const finding of check(containerOf(document, targetOf(release)), fail)) {
    const index = lineAt(document, finding.span.start)?.index ?? document.lines.length - 1;
    const verdict = verdictOf(finding);
    if (verdict !== undefined && verdicts.get(index) !== "rejected") verdicts.set(index, verdict);
  }
  return verdicts;
}

function verdictOf({ rejectedBy, tags }: Finding): Verdict | undefined {
  if (rejectedBy === "proxmox") return "rejected";
  return tags.includes("deprecated") ? "deprecated" : undefined;
}

function fail(rule: string, error: unknown): never {
  throw new Error(`${rule} failed`, { cause: error });
}
