import { expect, test } from "vitest";
import { foldingRangesOf } from "../../server/src/editor/folding.js";
import { symbolsOf } from "../../server/src/editor/symbols.js";
import { open } from "../editor.js";

const config = `
  # first
  # second
  arch: amd64
  lxc.cap.drop: sys_time

  [pve:pending]
  memory: 1024
  [snap]
  arch: amd64

  `;

test("the outline has the container's keys, then the sections with theirs", () => {
  const symbols = symbolsOf(open(config).snapshot);
  expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
    ["arch", "amd64", undefined],
    ["lxc.cap.drop", "sys_time", undefined],
    ["Pending changes", "", ["memory"]],
    ["snap", "snapshot", ["arch"]],
  ]);
});

test("sections and blocks of comments fold", () => {
  expect(foldingRangesOf(open(config).snapshot)).toEqual([
    { startLine: 5, endLine: 6, kind: "region" },
    { startLine: 7, endLine: 8, kind: "region" },
    { startLine: 0, endLine: 1, kind: "comment" },
  ]);
});
