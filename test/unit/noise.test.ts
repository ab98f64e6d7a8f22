import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { check } from "../../server/src/rules/check.js";
import type { Finding } from "../../server/src/rules/finding.js";
import { parse } from "../../server/src/syntax/parse.js";

const corpus = join(import.meta.dirname, "../../../shared/corpus/proxmox");
const reason = existsSync(corpus) ? undefined : "The corpus of real configs is not here: its noise is not measured.";
if (reason) console.log(reason);

test.skipIf(reason)(
  "a whole config that people have published has at most two findings above hint in the median",
  () => {
    const counts: number[] = [];
    const byRule = new Map<string, number>();
    for (const file of globSync("*/*.conf", { cwd: corpus })) {
      const container = containerOf(parse(readFileSync(join(corpus, file), "utf8"), "proxmox"));
      const { settings } = container;
      if (!settings.has("rootfs") || !(settings.has("net0") || settings.has("memory"))) continue;
      const loud = check(container).filter(({ severity }: Finding) => severity !== "hint");
      counts.push(loud.length);
      for (const rule of new Set(loud.map((finding) => finding.rule))) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    }
    counts.sort((left, right) => left - right);
    const median = counts[Math.floor(counts.length / 2)];
    const loudest = [...byRule].sort(([, left], [, right]) => right - left).slice(0, 12);
    console.log(`Findings above hint in ${counts.length} whole configs: median ${median}, most ${counts.at(-1)}.`);
    console.log(`Most often: ${loudest.map(([rule, files]) => `${rule} in ${files}`).join(", ")}.`);
    expect(median).toBeLessThanOrEqual(2);
  },
);
