import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeLensesOf } from "../../server/src/editor/codeLenses.js";
import { completionsAt } from "../../server/src/editor/completion.js";
import { diagnosticsOf } from "../../server/src/editor/diagnostics.js";
import { documentLinksOf, fileAt } from "../../server/src/editor/documentLinks.js";
import { foldingRangesOf } from "../../server/src/editor/folding.js";
import { hoverAt } from "../../server/src/editor/hover.js";
import { inlayHintsOf } from "../../server/src/editor/inlayHints.js";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/editor/occurrences.js";
import { renameAt } from "../../server/src/editor/rename.js";
import { selectionRangesAt } from "../../server/src/editor/selectionRanges.js";
import { semanticTokensOf } from "../../server/src/editor/semanticTokens.js";
import { type Snapshot, snapshotOf } from "../../server/src/editor/snapshot.js";
import { symbolsOf } from "../../server/src/editor/symbols.js";
import { workspaceSymbolsOf } from "../../server/src/editor/workspaceSymbols.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { type Dialect, positionOf } from "../../server/src/syntax/document.js";
import { readPages } from "../rules/page.js";

const dialects: readonly Dialect[] = ["proxmox", "lxc"];

function open(text: string, dialect: Dialect): Snapshot {
  return snapshotOf("file:///etc/pve/lxc/902.conf", 1, text, dialect, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
}

/** Every feature of the editor at one place of the text. */
function useAll(snapshot: Snapshot, offset: number): void {
  const position = positionOf(snapshot.document, offset);
  diagnosticsOf(snapshot);
  hoverAt(snapshot, position);
  completionsAt(snapshot, position);
  symbolsOf(snapshot);
  foldingRangesOf(snapshot);
  selectionRangesAt(snapshot, [position]);
  documentLinksOf(snapshot);
  fileAt(snapshot, position);
  definitionAt(snapshot, position);
  referencesAt(snapshot, position, true);
  highlightsAt(snapshot, position);
  renameAt(snapshot, position, "other", true);
  semanticTokensOf(snapshot);
  codeLensesOf(snapshot, true);
  workspaceSymbolsOf([snapshot], "a");
  const all = { start: { line: 0, character: 0 }, end: positionOf(snapshot.document, snapshot.document.text.length) };
  inlayHintsOf(snapshot, all, { devices: true, idMaps: true, sizes: true });
}

const million = 1_000_000;
const manyLines = 100_000;

/** One line of every example of a page: what each rule wakes up for. */
const exampleLines = readPages().flatMap((page) => page.examples.flatMap((example) => example.bad.split("\n")));

describe("no input makes it fail, hang, or slow down more than the input grows", () => {
  test.each([
    ["one line of 1 MB of options", `lxc.mount.entry: /a b none ${"bind,".repeat(million / 5)}`],
    ["one line of 1 MB of fields", `lxc.mount.entry: ${"/a ".repeat(million / 3)}`],
    ["one line of 1 MB of properties", `features: ${"nesting=1,".repeat(million / 10)}`],
    ["one line of 1 MB of network properties", `net0: ${"name=eth0,".repeat(million / 10)}`],
    ["one line of 1 MB of blanks", `hostname: a${" ".repeat(million)}b`],
    ["one line of 1 MB of an AppArmor rule", `lxc.apparmor.raw: mount ${"options=(ro,".repeat(million / 12)}`],
    ["one line of 1 MB of brackets", `lxc.apparmor.raw: ${"{".repeat(million)}`],
    ["one line of 1 MB of letters", "x".repeat(million)],
    ["100,000 equal entries", "lxc.mount.entry: /dev/fuse\n".repeat(manyLines)],
    [
      "100,000 nested targets",
      Array.from({ length: manyLines }, (_, at) => `lxc.mount.entry: /a mnt/${at} none bind\n`).join(""),
    ],
    ["100,000 settings", "memory: 1G # x\n".repeat(manyLines)],
    ["100,000 comments between keys", "# x\narch: amd64\n".repeat(manyLines / 2)],
    ["100,000 sections", Array.from({ length: manyLines }, (_, at) => `[snap${at}]\n`).join("")],
    ["100,000 equal sections", "[snap]\nmp0: /a,mp=/b\n".repeat(manyLines / 2)],
    ["100,000 raw lines below a header", `[snap]\n${"lxc.cap.drop: sys_time\n".repeat(manyLines)}`],
    ["100,000 unreadable lines", " memory=512\n".repeat(manyLines)],
    ["100,000 old network keys", "lxc.network.type: veth\n".repeat(manyLines)],
    ["100,000 ID maps", "lxc.idmap: u 0 100000 65536\n".repeat(manyLines)],
    ["100,000 AppArmor rules", "lxc.apparmor.raw: mount fstype=nfs\n".repeat(manyLines)],
    ["as many AppArmor blocks as are read", `lxc.apparmor.raw: ${"profile a { ".repeat(8000)}`],
    ["100,000 device rules", "lxc.cgroup2.devices.allow: c 10:229 rwm\n".repeat(manyLines)],
  ])("%s", { timeout: 60_000 }, (_, text) => {
    for (const dialect of dialects) {
      const start = performance.now();
      useAll(open(text, dialect), text.length >> 1);
      // A quadratic step takes minutes here.
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });

  test("repairing 20,000 lines", { timeout: 60_000 }, () => {
    for (const line of [
      "lxc.mount.entry: /dev/fuse",
      "lxc.network.type: veth",
      "memory: 1G # x",
      " swap=5",
      "# x\narch: amd64",
    ]) {
      for (const dialect of dialects) {
        const start = performance.now();
        fixAll(`${line}\n`.repeat(20_000), dialect);
        expect(performance.now() - start, line).toBeLessThan(5000);
      }
    }
  });

  test("random mixtures of example lines, cut anywhere, with odd characters in them", () => {
    const odd = fc.constantFrom("\0", "\r", "\ufeff", "\ud800", "\u00a0", '"', "\\", ",", "=", ":", "#", "\t");
    const line = fc.tuple(fc.constantFrom(...exampleLines), fc.nat(80), odd).map(([text, at, character]) => {
      return text.slice(0, at) + character + text.slice(at);
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom(...dialects), fc.nat(), (lines, dialect, seed) => {
        const text = lines.join("\n");
        useAll(open(text, dialect), seed % (text.length + 1));
      }),
      { numRuns: 3000 },
    );
  });
});
