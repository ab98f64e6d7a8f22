import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { newestTarget, type Target } from "../../server/src/container/target.js";
import { check } from "../../server/src/rules/check.js";
import { parse } from "../../server/src/syntax/parse.js";
import { oracle } from "../oracle.js";

const withLiblxc = (liblxc: string): Target => ({ ...newestTarget, liblxc });

/** Whether a finding says that liblxc refuses the config. */
function isRefused(text: string, target: Target): boolean {
  return check(containerOf(parse(text, "lxc"), target)).some(({ rejectedBy }) => rejectedBy === "liblxc");
}

describe("the findings agree with the real liblxc", () => {
  const lines = oracle<{ line: string; "6.0.6": string; "5.0.2": string }>("oracle/lxc-lines.jsonl");
  test.skipIf(!lines).each(["6.0.6", "5.0.2"] as const)("on single lines, %s", (version) => {
    const target = withLiblxc(version);
    const wrong = (lines ?? []).filter(({ line, [version]: verdict }) => {
      return isRefused(line, target) !== (verdict === "rejected");
    });
    console.log(`liblxc ${version}: ${(lines?.length ?? 0) - wrong.length} of ${lines?.length} lines`);
    expect(wrong.map(({ line, [version]: verdict }) => `${verdict}: ${line}`)).toEqual([]);
  });

  const starts = oracle<{ config: string; starts: Record<"6.0.6" | "5.0.2", boolean> }>("oracle/promise.jsonl");
  test.skipIf(!starts)("on the start of whole configs", () => {
    const wrong = (starts ?? []).flatMap(({ config, starts: real }) => {
      const findings = check(containerOf(parse(config, "proxmox"), withLiblxc("6.0.6"))).filter((finding) => {
        return finding.severity === "error" && (finding.rejectedBy === "liblxc" || finding.rejectedBy === "start");
      });
      if ((findings.length === 0) === real["6.0.6"]) return [];
      const raw = config.split("\n").filter((line) => /^(lxc\.|unprivileged|hostname|\[)/.test(line));
      return [`${real["6.0.6"] ? "starts" : "fails"}: ${raw.join(" | ")} [${findings.map(({ rule }) => rule)}]`];
    });
    console.log(`starts with liblxc 6.0.6: ${(starts?.length ?? 0) - wrong.length} of ${starts?.length} configs`);
    expect(wrong).toEqual([]);
  });

  type Run = { exit: number; config: string };
  const runs = oracle<{ name: string; runs: Record<"6.0.6" | "5.0.2", Run | undefined> }>("oracle/start-runs.jsonl");
  test.skipIf(!runs)("on single starts, of which the host decides many", () => {
    const all = (runs ?? []).flatMap(({ name, runs: { "6.0.6": run } }) => (run?.config ? [{ name, ...run }] : []));
    const failsBy = ({ config }: Run): boolean => {
      return check(containerOf(parse(config, "lxc"), withLiblxc("6.0.6"))).some(({ severity, rejectedBy }) => {
        return severity === "error" && (rejectedBy === "liblxc" || rejectedBy === "start");
      });
    };
    const agreed = all.filter((run) => failsBy(run) === (run.exit !== 0));
    console.log(`single starts with liblxc 6.0.6: ${agreed.length} of ${all.length}`);
    expect(all.filter((run) => run.exit === 0 && failsBy(run)).map(({ name }) => name)).toEqual([]);
  });
});
