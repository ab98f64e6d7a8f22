import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { targetOf } from "../../server/src/container/target.js";
import { defaultHost } from "../../server/src/host/host.js";
import { explain } from "../../server/src/startLog/explain.js";
import { positionOf } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { readAnnotated } from "../annotated.js";
import { readPages } from "./page.js";

describe("the log that a page shows is explained as its rule, at the line that is marked", () => {
  for (const { name, head, examples } of readPages()) {
    for (const [index, { bad, log, dialect }] of examples.entries()) {
      if (log === "") continue;
      test(`${name}: example ${index + 1}`, () => {
        const { text, expectations } = readAnnotated(bad);
        const container = containerOf(parse(text, dialect), targetOf(head.target ?? ""));
        const { failures } = explain(log, { container, ctid: 902, host: defaultHost });
        const [failure] = failures;
        expect(failure, JSON.stringify(failures)).toMatchObject({ rule: name });
        const line = failure?.place && positionOf(container.document, failure.place.start).line;
        expect(expectations.map(({ start }) => start.line)).toContain(line);
      });
    }
  }
});
