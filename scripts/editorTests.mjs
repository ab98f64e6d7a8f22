// @ts-check
// Uses the built language server in other editors, with the set-ups that docs/editors.md gives. Needs a build. Exit status: 0 all as expected, 1 not
// so, 77 the machine cannot run it, and says why.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { skipWithout } from "./skipWithout.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = path.join(root, "server/bin/lxc-config-language-server.mjs");
const brokenLine = "lxc.mount.entry: /dev/fuse\n";
const example = readFileSync(path.join(root, "examples/902.conf"), "utf8");

/** @typedef {{ name: string, program: string, mark: string, args: (setUp: string, file: string) => string[] }} Editor */

/** @type {readonly Editor[]} */
const editors = [
  {
    name: "Neovim",
    program: "nvim",
    mark: "lua neovim",
    args: (setUp, file) => ["--headless", "-n", "-u", setUp, file, "-c", `luafile ${inTests("neovim.lua")}`],
  },
  {
    name: "Emacs",
    program: "emacs",
    mark: "elisp emacs",
    args: (setUp, file) => ["--batch", "--load", setUp, "--load", inTests("emacs.el"), file],
  },
];

if (!existsSync(path.join(root, "server/dist/server.js"))) {
  console.error("The server is not built yet; run npm run build.");
  process.exit(1);
}
for (const editor of editors) {
  if (spawnSync(editor.program, ["--version"]).status !== 0) skipWithout(editor.name);
}
const folder = mkdtempSync(path.join(tmpdir(), "lxc-config-editors-"));
try {
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  const start = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
  writeFileSync(path.join(bin, "lxc-config-language-server"), start, { mode: 0o755 });
  for (const editor of editors) use(editor, bin);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Diagnostics, hover, completion, and the fix applied: the file is as it should be then.
 * @param {Editor} editor
 * @param {string} bin where the program lies that the set-up calls
 */
function use({ name, program: editor, mark, args }, bin) {
  const home = path.join(folder, editor);
  const file = path.join(home, "lxc/902.conf");
  const setUp = path.join(home, "setUp");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, example);
  writeFileSync(setUp + extensionOf(mark), blockOf(mark));
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(editor, args(setUp + extensionOf(mark), file), {
    cwd: home,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
    encoding: "utf8",
    timeout: 30_000,
  });
  const isRepaired = readFileSync(file, "utf8") === example.replace(brokenLine, "");
  if (status === 0 && isRepaired) {
    console.log(`${name}: ok (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return;
  }
  console.error(`${name}: ${status === 0 ? "the fix did not reach the file" : `${stdout}${stderr}`.trim()}`);
  process.exitCode = 1;
}

/** @param {string} mark */
function extensionOf(mark) {
  return mark.startsWith("lua") ? ".lua" : ".el";
}

/**
 * The block of docs/editors.md that bears a mark.
 * @param {string} mark
 */
function blockOf(mark) {
  const text = readFileSync(path.join(root, "docs/editors.md"), "utf8");
  const block = new RegExp(`^\`\`\`${mark}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/editors.md has no block "${mark}".`);
  return block;
}

/** @param {string} name */
function inTests(name) {
  return path.join(root, "test/editors", name);
}
