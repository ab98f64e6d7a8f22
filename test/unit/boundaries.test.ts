import { describe, expect, test } from "vitest";
import { boundaryErrors } from "../../scripts/checkBoundaries.mjs";

describe("import boundaries", () => {
  test.each([
    ["server/src/syntax/document.ts", 'import { edit } from "./edit.js";'],
    ["server/src/rules/mountEntry/targetMissing.ts", 'import { defineRule } from "../rule.js";'],
    ["server/src/rules/rule.ts", 'import type { Container } from "../container/container.js";'],
    ["server/src/editor/hover.ts", 'import type { Hover } from "vscode-languageserver-types";'],
    [
      "server/src/host/linuxHost.ts",
      'import { readFile } from "node:fs/promises";\nimport type { Host } from "./host.js";',
    ],
    ["server/src/node.ts", 'import { start } from "./server.js";\nimport { version } from "../package.json";'],
    ["server/src/cli/main.ts", 'import { rules } from "../rules/index.js";\nimport { argv } from "node:process";'],
    ["client/src/node.ts", 'import { start } from "./extension.js";\nimport { window } from "vscode";'],
  ])("%s keeps them", (file, text) => {
    expect(boundaryErrors(file, text)).toEqual([]);
  });

  test.each([
    ["static", 'import { readFileSync } from "node:fs";'],
    ["side effect", 'import "node:fs";'],
    ["type", 'import type { Stats } from "node:fs";'],
    ["several lines", 'import {\n  // why\n  readFileSync,\n} from "node:fs";'],
    ["re-export", 'export { readFileSync } from "node:fs";'],
    ["type re-export", 'export type * from "node:fs";'],
    ["dynamic", 'const text = /["`]/.test("") ? 1 : (await import("node:fs")).readFileSync("/");'],
    ["import type", 'export type File = import("node:fs").Stats;'],
    ["require", 'import fs = require("node:fs");'],
  ])("a rule that reads files is found: %s", (_form, text) => {
    expect(boundaryErrors("server/src/rules/file/unknownKey.ts", text)).toEqual([
      expect.stringMatching(
        /^server\/src\/rules\/file\/unknownKey\.ts:\d: server\/src\/rules\/ may not import the package node:fs\. /,
      ),
    ]);
  });

  test.each([
    ["server/src/syntax/document.ts", "../knowledge/fact.js"],
    ["server/src/knowledge/proxmoxKeys.ts", "../syntax/document.js"],
    ["server/src/container/expand.ts", "../rules/index.js"],
    ["server/src/rules/rule.ts", "../editor/hover.js"],
    ["server/src/rules/rule.ts", "vscode-languageserver-types"],
    ["server/src/cluster/index.ts", "../rules/index.js"],
    ["server/src/host/host.ts", "./linuxHost.js"],
    ["server/src/host/host.ts", "node:os"],
    ["server/src/rules/rule.ts", "../../package.json"],
    ["server/src/editor/hover.ts", "../server.js"],
    ["server/src/editor/hover.ts", "vscode-languageserver"],
    ["server/src/server.ts", "node:fs"],
    ["server/src/server.ts", "./host/linuxHost.js"],
    ["server/src/browser.ts", "vscode-languageserver/node"],
    ["server/src/cli/main.ts", "../server.js"],
    ["server/src/cli/main.ts", "vscode-languageserver-types"],
    ["client/src/extension.ts", "vscode-languageclient/node"],
    ["client/src/extension.ts", "../../server/src/rules/index.js"],
    ["client/src/browser.ts", "node:path"],
  ])("%s may not import %s", (file, specifier) => {
    expect(boundaryErrors(file, `import { x } from "${specifier}";`)).toHaveLength(1);
  });

  test("the line is named, counted in the text as it stands", () => {
    const text =
      '// “quoted”, ä, 🙂\n/* import "node:fs" */\nconst text = `import "node:fs"`;\nexport * from "node:fs";\n';
    expect(boundaryErrors("server/src/syntax/document.ts", text)).toEqual([
      "server/src/syntax/document.ts:4: server/src/syntax/ may not import the package node:fs. It may import nothing but its own files.",
    ]);
  });

  test("a computed import cannot be checked, so it is refused", () => {
    expect(boundaryErrors("server/src/cli/main.ts", "await import(name);")).toHaveLength(1);
  });

  test("a file outside the rooms is refused", () => {
    expect(boundaryErrors("server/src/utilities/text.ts", "")).toHaveLength(1);
  });
});
