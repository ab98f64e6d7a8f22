import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyFixes, check, expand, expandedText, parse, rewrite } from "../../server/src/index.js";

const root = path.join(import.meta.dirname, "../..");
const config = "arch: amd64\nostype: debian\nrootfs: local:902/x.raw\nlxc.mount.entry: /dev/fuse\n";
const broken = parse(config, "proxmox");

test("check, repair, expand and rewrite a config", () => {
  expect(check(broken).map((finding) => finding.rule)).toContain("mount-entry-target-missing");
  expect(check(parse(applyFixes(broken, { unsafe: true }), "proxmox")).map((finding) => finding.rule)).not.toContain(
    "mount-entry-target-missing",
  );
  expect(expandedText(expand(broken, { ctid: 902 }).lines)).toContain("lxc.mount.entry = /dev/fuse\n");
  expect(expand(broken, { ctid: 902, target: "8.4" }).lines.map((line) => line.value)).not.toContain("allow mqueue,");
  expect(rewrite(parse("onboot: yes\narch: amd64\n", "proxmox")).text).toBe("arch: amd64\nonboot: 1\n");
});

test("what cannot be meant is refused", () => {
  expect(() => check(broken, { target: "9.9" })).toThrow(RangeError);
  expect(() => applyFixes(broken, { target: "9.9" })).toThrow("There is no target 9.9.");
  expect(() => rewrite(parse("lxc.uts.name = a\n", "lxc"))).toThrow(RangeError);
});

// The build comes before the unit tests in `npm test`; on their own they may run without it.
describe.skipIf(!existsSync(path.join(root, "server/dist/index.d.ts")))("the built package", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lxc-library-"));
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.join(root, "server"), path.join(folder, "node_modules/lxc-config-language-server"), "junction");
    const example = /```ts\n([\s\S]+?)```/.exec(readFileSync(path.join(root, "server/README.md"), "utf8"))?.[1] ?? "";
    writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(path.join(folder, "example.ts"), `declare const console: { log(text: string): void };\n${example}`);
    writeFileSync(path.join(folder, "example.mjs"), example);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("runs the example of its README", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^4:18 error mount-entry-target-missing: /m);
    expect(stdout).toMatch(/^lxc\.rootfs\.path = \/var\/lib\/lxc\/902\/rootfs$/m);
  });

  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("has types for %s", (module, moduleResolution) => {
    const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--types", "", "--lib", "es2023"];
    const compiler = path.join(root, "node_modules/typescript/bin/tsc");
    const modules = ["--module", module, "--moduleResolution", moduleResolution];
    const { stdout, status } = spawnSync(process.execPath, [compiler, ...options, ...modules, "example.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, ""]);
  });
});
