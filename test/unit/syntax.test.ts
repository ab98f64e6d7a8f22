import { existsSync, globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Dialect, lineAt, offsetOf, positionOf, print } from "../../server/src/syntax/document.js";
import { applyEdits, editCollection } from "../../server/src/syntax/edit.js";
import { encodeField, readMountEntry } from "../../server/src/syntax/mountEntry.js";
import { parse } from "../../server/src/syntax/parse.js";
import { tokenAt } from "../../server/src/syntax/token.js";

const dialects: readonly Dialect[] = ["proxmox", "lxc"];

/** Text as fuzzing likes it: pieces of real configs, line ends of all sorts, NUL, BOM, halves of surrogate pairs. */
const pieces = [
  "lxc.mount.entry: ",
  "lxc.mount.entry = ",
  "/dev/fuse",
  " dev/fuse",
  " none bind,create=file 0 0",
  "[snap]",
  "[pve:pending]",
  "#",
  "# note",
  "memory: 512",
  "features: nesting=1,",
  "description: ",
  "snapstate: delete",
  "delete: ",
  "\n",
  "\r\n",
  "\r",
  "\0",
  "\ufeff",
  "\ud800",
  "\udc00",
  "\t",
  " ",
  ":",
  "=",
  ",",
  '"',
  "lxc.",
  "lxc.idmap: u 0 100000 65536",
  "mp0: /x,mp=/y",
  "\\040",
  "é",
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 200 }),
);

describe("parsing", () => {
  test("loses nothing: what is printed is what was parsed", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...dialects), (input, dialect) => {
        const document = parse(input, dialect);
        expect(print(document)).toBe(input);
        for (const line of document.lines) {
          for (const token of [line.key, line.value]) {
            if (!token) continue;
            expect(token.text).toBe(input.slice(token.start, token.end));
            expect(token.start).toBeGreaterThanOrEqual(line.start);
            expect(token.end).toBeLessThanOrEqual(line.end);
          }
          if (line.next > line.start) expect(lineAt(document, line.start)).toBe(line);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("positions and offsets are each other's inverse wherever an editor can put the cursor", () => {
    fc.assert(
      fc.property(text, fc.nat(), (input, seed) => {
        const document = parse(input, "proxmox");
        const position = positionOf(document, seed % (input.length + 1));
        const offset = offsetOf(document, position);
        expect(positionOf(document, offset)).toEqual({
          ...position,
          character: offset - (seed % (input.length + 1)) + position.character,
        });
      }),
    );
  });

  test.each([
    ["a line of 1 MB", `mp0: ${"a=b,".repeat(262_144)}`],
    ["a line of 1 MB of blanks", `memory: ${" ".repeat(1_048_576)}x`],
    ["100,000 lines", "lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0\n".repeat(100_000)],
    ["100,000 section headers", "[snap]\n".repeat(100_000)],
    ["1 MB of carriage returns", "\r".repeat(1_048_576)],
  ])("reads %s in well under a second", (_, input) => {
    for (const dialect of dialects) {
      const start = performance.now();
      expect(print(parse(input, dialect)).length).toBe(input.length);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});

describe("a line of a Proxmox config", () => {
  const kindAndParts = (line: string) => {
    const [first] = parse(line, "proxmox").lines;
    return [first?.kind, first?.key?.text, first?.value?.text];
  };

  test.each([
    ["memory: 512", ["setting", "memory", "512"]],
    ["memory:512", ["setting", "memory", "512"]],
    ["memory:\t512  \r", ["setting", "memory", "512"]],
    ["memory : 512", ["unreadable", undefined, undefined]],
    ["memory=512", ["unreadable", undefined, undefined]],
    [" memory: 512", ["unreadable", undefined, undefined]],
    ["Memory: 512", ["unreadable", undefined, undefined]],
    ["foo9bar: 1", ["unreadable", undefined, undefined]],
    ["tty:", ["unreadable", undefined, undefined]],
    ["tty: ", ["setting", "tty", " "]],
    ["lxc.cap.drop:", ["raw", "lxc.cap.drop", ""]],
    ["lxc.x=v", ["raw", "lxc.x", "v"]],
    ["lxc.x  =  v w ", ["raw", "lxc.x", "v w"]],
    ["lxc.x : v", ["unreadable", undefined, undefined]],
    ["lxc.Cap.drop: x", ["unreadable", undefined, undefined]],
    ["# note: x ", ["comment", undefined, " note: x "]],
    [" # note", ["unreadable", undefined, undefined]],
    ["; note", ["unreadable", undefined, undefined]],
    ["description: two words ", ["description", "description", "two words"]],
    ["notes: snapstate: delete", ["snapstate", "snapstate", "delete"]],
    ["snapstate: prepare", ["snapstate", "snapstate", "prepare"]],
    ["delete: mp0", ["delete", "delete", "mp0"]],
    ["[snap1]  ", ["section", "snap1", undefined]],
    ["[PVE:Pending]", ["section", "PVE:Pending", undefined]],
    ["[x]", ["unreadable", undefined, undefined]],
    ["[1abc]", ["unreadable", undefined, undefined]],
    ["[bad section]", ["unreadable", undefined, undefined]],
    ["[snap] # c", ["unreadable", undefined, undefined]],
    ["\ufeffarch: amd64", ["unreadable", undefined, undefined]],
    [" \t", ["blank", undefined, undefined]],
  ])("%j", (line, expected) => expect(kindAndParts(line)).toEqual(expected));

  test("a repeated header makes Proxmox forget the first section of that name", () => {
    const { sections } = parse("[a1]\ncores: 1\n[b1]\n[a1]\ncores: 2\n", "proxmox");
    expect(sections.map((section) => [section.name, section.replacedBy?.index])).toEqual([
      ["", undefined],
      ["a1", 3],
      ["b1", undefined],
      ["a1", undefined],
    ]);
  });
});

describe("a line of a native config", () => {
  test.each([
    ["lxc.tty.max = 4", ["raw", "lxc.tty.max", "4"]],
    ["  lxc.tty.max=4", ["raw", "lxc.tty.max", "4"]],
    ["lxc.environment = A = b", ["raw", "lxc.environment", "A = b"]],
    ["lxc.tty.max: 4", ["unreadable", undefined, undefined]],
    ["  # note", ["comment", undefined, " note"]],
    ["arch: amd64", ["foreign", undefined, undefined]],
    ["LXC.arch = x", ["foreign", undefined, undefined]],
  ])("%j", (line, expected) => {
    const [first] = parse(line, "lxc").lines;
    expect([first?.kind, first?.key?.text, first?.value?.text]).toEqual(expected);
  });

  test("everything behind a NUL is never read", () => {
    expect(parse("lxc.tty.max = 4\0lxc.foo\nlxc.bar", "lxc").lines.map((line) => line.kind)).toEqual(["raw", "cut"]);
  });
});

describe("a mount entry", () => {
  const fields = (value: string) => {
    const entry = readMountEntry(tokenAt(value, 0, value.length));
    return [entry?.source, entry?.target, entry?.type, entry?.options].map((field) => field?.decoded);
  };

  test.each([
    ["/dev/fuse", ["/dev/fuse", undefined, undefined, undefined]],
    ["/my\\040dir mnt/x none bind", ["/my dir", "mnt/x", "none", "bind"]],
    ["/a\\043b mnt none bind", ["/a\\043b", "mnt", "none", "bind"]],
    ["/a\tb\t none \tbind 0 0", ["/a", "b", "none", "bind"]],
    ['"/srv mnt/x none bind"', ["/srv", "mnt/x", "none", "bind"]],
  ])("%j", (value, expected) => expect(fields(value)).toEqual(expected));

  test("a commented entry is none", () => expect(readMountEntry(tokenAt("#/a b", 0, 5))).toBeUndefined());

  test("what is encoded reads back whole", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", " ", "\t", "\\", "/", "0", "4"), { minLength: 1 }), (parts) => {
        const path = `/${parts.join("")}`;
        const value = `${encodeField(path)} x`;
        expect(readMountEntry(tokenAt(value, 0, value.length))?.source?.decoded).toBe(path);
      }),
    );
  });
});

describe("edits", () => {
  test("a group that collides with what is there is left out whole", () => {
    const collection = editCollection();
    collection.add([{ start: 0, end: 2, newText: "x" }]);
    collection.add([
      { start: 1, end: 3, newText: "y" },
      { start: 5, end: 5, newText: "z" },
    ]);
    collection.add([{ start: 2, end: 3, newText: "c" }]);
    expect(applyEdits("abcdef", collection.edits)).toBe("xcdef");
  });
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);

describe.skipIf(!existsSync(corpus))("real configs (../shared/corpus)", () => {
  test("every file is printed as it was read", () => {
    const files = globSync(["proxmox/*/*.conf", "lxc/*/config"], { cwd: corpus.pathname });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const input = readFileSync(new URL(file, corpus), "utf8");
      for (const dialect of dialects) expect(print(parse(input, dialect))).toBe(input);
    }
  });
});
