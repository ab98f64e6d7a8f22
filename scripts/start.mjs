// @ts-check
// Shows the project at work, on a fresh clone too. Plain JavaScript for Node 20: until the dependencies are there, nothing
// but Node's own modules and what needs no more may be imported.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureDependencies, pinnedNode } from "./bootstrap.mjs";
import { exampleWorkspace } from "./exampleWorkspace.mjs";
import { freePort, installExtension, installVscodeServer, startVscodeServer } from "./vscodeServer.mjs";

const help = `Usage: npm start [-- OPTION]

Checks examples/902.conf, a config that does not start, and then shows it in VS Code in the browser.

  --once     ends after the check, as it does without a terminal and where CI is set
  --desktop  opens the installed VS Code (the program code) instead
  --help     prints this text`;

const root = fileURLToPath(new URL("..", import.meta.url));
const outFolder = path.join(root, "out/vscode");
const vsix = path.join(root, "out/lxc-config.vsix");
/** Fixed where it can be, because a browser keeps VS Code's settings by address. */
const preferredPort = 8902;

/** @typedef {{ help: boolean, once: boolean, desktop: boolean }} Options */

try {
  process.exitCode = await main(optionsOf(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * @param {string[]} words
 * @returns {Options}
 */
function optionsOf(words) {
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const { values } = parseArgs({ args: words, options: { help: flag, once: flag, desktop: flag } });
  return values;
}

/**
 * @param {Options} options
 * @returns {Promise<number>} exit status
 */
async function main(options) {
  if (options.help) {
    console.log(help);
    return 0;
  }
  ensureDependencies(root);
  const node = pinnedNode(root);
  if (realpathSync(node) !== realpathSync(process.execPath)) return runAgainWith(node);
  run("The build", ["scripts/build.mjs"]);
  checkTheExample();
  if (options.desktop) return openDesktop();
  if (options.once || !process.stdout.isTTY || process.env.CI) return 0;
  return serve();
}

/**
 * Runs this script with another Node, to its end.
 * @param {string} node
 * @returns {Promise<number>} its exit status
 */
function runAgainWith(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
  // A terminal sends Ctrl+C to both; the child needs a moment to end its server. Other signals reach only this process.
  process.on("SIGINT", () => {});
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
}

/**
 * Runs one of the project's scripts quietly; what it printed is shown when it fails.
 * @param {string} what
 * @param {string[]} words the script and its arguments
 */
function run(what, words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${stdout}${stderr}\n${what} failed.`);
}

/** Prints the findings. That there are some, and so status 1, is what the example is for. */
function checkTheExample() {
  const linter = ["server/bin/lxc-lint.mjs", "examples/902.conf"];
  console.log(`$ npx lxc-lint ${linter[1]}`);
  const { status } = spawnSync(process.execPath, linter, { cwd: root, stdio: "inherit" });
  if (status !== 0 && status !== 1) throw new Error(`lxc-lint ended with status ${status}.`);
}

/** @returns {number} exit status */
function openDesktop() {
  const workspace = exampleWorkspace(outFolder, {});
  const { error, status } = spawnSync("code", [`--extensionDevelopmentPath=${root}`, workspace], {
    stdio: "inherit",
    // On Windows, code is a command file, which only a shell can start.
    shell: process.platform === "win32",
  });
  if (error || status !== 0) {
    console.error("VS Code did not open: --desktop needs the program code on the PATH.");
    return 1;
  }
  return 0;
}

/** @returns {Promise<number>} exit status, when the user has ended it */
async function serve() {
  installVscodeServer();
  mkdirSync(outFolder, { recursive: true });
  // Not scripts/package.mjs, which also judges sizes: whoever tries a change wants to see it first.
  run("Packaging the extension", ["node_modules/@vscode/vsce/vsce", "package", "--no-dependencies", "--out", vsix]);
  installExtension(vsix, outFolder);
  const workspace = exampleWorkspace(outFolder, {});
  const { url, stop, ended } = await startVscodeServer({ dataFolder: outFolder, port: await freePort(preferredPort) });
  const address = new URL(url);
  address.searchParams.set("folder", workspace);
  console.log(`
VS Code is at ${address.href}

  1. Open 902.conf in the explorer.
  2. Point at the red line: it says why the container does not start.
  3. Put the cursor there, press Ctrl+. and take the first fix.

It shows a copy of examples/. Ctrl+C ends it.`);
  const endedByUser = await Promise.race([ended.then(() => false), interruption().then(() => true)]);
  await stop();
  if (!endedByUser)
    console.error(`The VS Code server has ended by itself; its log is ${path.join(outFolder, "server.log")}.`);
  return endedByUser ? 0 : 1;
}

/** Resolves when the user or the system asks for the end. */
function interruption() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
  });
}
