// @ts-check
// Makes out/lxc-config.vsix from a production build and checks it. The same commit gives the same bytes.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
mkdirSync(path.join(root, "out"), { recursive: true });

const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
const packaged = run([vsce, "package", "--no-dependencies", "-o", "out/lxc-config.vsix"]);
process.exitCode = packaged === 0 ? run([path.join(root, "scripts/checkSizes.mjs")]) : packaged;

/** @param {string[]} program a script and its arguments */
function run(program) {
  const env = { ...process.env, ...timeOfTheCommit() };
  return spawnSync(process.execPath, program, { cwd: root, env, stdio: "inherit" }).status ?? 1;
}

/** The time that vsce writes into the archive; outside a git checkout it is that of the run. */
function timeOfTheCommit() {
  const { status, stdout } = spawnSync("git", ["log", "-1", "--format=%ct"], { cwd: root, encoding: "utf8" });
  return status === 0 ? { SOURCE_DATE_EPOCH: stdout.trim() } : {};
}
