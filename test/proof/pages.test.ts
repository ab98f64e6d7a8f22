import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { readAnnotated } from "../annotated.js";
import { readPages } from "../rules/page.js";
import { messageOfLogLine, missingForStarts, type RealLxc, realLxc } from "./realStart.js";

const missing = missingForStarts();

test.runIf(process.env.CI === "true")("this machine can start containers", () => expect(missing).toBeUndefined());

describe.skipIf(missing)("the real lxc-start agrees with the pages that say proof: start", () => {
  let lxc: RealLxc;
  beforeAll(() => {
    lxc = realLxc();
  });
  afterAll(() => lxc.remove());

  for (const page of readPages().filter((each) => each.head.proof === "start")) {
    for (const [index, example] of page.examples.entries()) {
      test(`${page.name}: bad example ${index + 1} does not start`, () => {
        const run = start(lxc, readAnnotated(example.bad).text, example.dialect);
        expect(run.started, run.config).toBe(false);
        for (const line of example.log.split("\n").filter(Boolean)) {
          expect(run.messages).toContain(messageOfLogLine(line));
        }
      });
      const { good } = example;
      if (good === undefined) continue;
      test(`${page.name}: good example ${index + 1} starts`, () => {
        const run = start(lxc, good, example.dialect);
        expect(
          run.messages.filter((message) => message.startsWith("Failed to mount")),
          run.config,
        ).toEqual([]);
        expect(run.started, `${run.config}\n${run.messages.join("\n")}`).toBe(true);
      });
    }
  }
});

function start(lxc: RealLxc, text: string, dialect: Dialect): ReturnType<RealLxc["start"]> {
  return lxc.start(containerOf(parse(text, dialect)));
}
