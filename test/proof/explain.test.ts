import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { defaultHost } from "../../server/src/host/host.js";
import { explain } from "../../server/src/startLog/explain.js";
import { type Dialect, positionOf } from "../../server/src/syntax/document.js";
import { applyEdits } from "../../server/src/syntax/edit.js";
import { parse } from "../../server/src/syntax/parse.js";
import { readAnnotated } from "../annotated.js";
import { readPages } from "../rules/page.js";
import { missingForStarts, type RealLxc, realLxc } from "./realStart.js";

const missing = missingForStarts();

describe.skipIf(missing)(
  "the whole circle: a start fails, its log is explained, the fix is applied, and it starts",
  () => {
    let lxc: RealLxc;
    beforeAll(() => {
      lxc = realLxc();
    });
    afterAll(() => lxc.remove());

    for (const page of readPages().filter((each) => each.head.proof === "start")) {
      for (const [index, { bad, dialect }] of page.examples.entries()) {
        test(`${page.name}: bad example ${index + 1}`, () => {
          const { text, expectations } = readAnnotated(bad);
          const marked = new Set(expectations.map(({ start: { line } }) => line));
          let broken = text;
          // One fault is told at a time, as a user meets them.
          for (let round = 0; round < 10; round++) {
            const run = start(lxc, broken, dialect);
            if (run.started) return;
            const container = containerOf(parse(broken, dialect));
            const [root] = explain(run.log, { container, ctid: 902, host: defaultHost }).failures;
            expect(root, run.log).toMatchObject({ fatal: true, rule: page.name });
            if (!root?.place) throw new Error(`No place in the config: ${run.log}`);
            if (round === 0) expect(marked).toContain(positionOf(container.document, root.place.start).line);
            const [fix] = root.fixes;
            if (!fix) return;
            broken = applyEdits(broken, fix.edits);
          }
          throw new Error(`It still does not start:\n${broken}`);
        });
      }
    }
  },
);

function start(lxc: RealLxc, text: string, dialect: Dialect): ReturnType<RealLxc["start"]> {
  return lxc.start(containerOf(parse(text, dialect)));
}
