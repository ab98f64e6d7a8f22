// What a fresh clone needs before anything else can run. Only Node's own modules are imported here, and the syntax
// is that of Node 20, because this file runs before the dependencies and the pinned Node are there.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";

/** The oldest Node that the development tools (vitest 5, vsce 4, VS Code's server) run on. */
const oldestNode = [22, 12];

/**
 * Installs the dependencies with `npm ci` when they are missing or older than package-lock.json, and prints one line then.
 * @param {string} root The checkout.
 * @throws {Error} One sentence, when npm is missing or fails (npm has printed the reason then).
 */
export function ensureDependencies(root) {
  // npm writes this file last, so an interrupted installation counts as missing.
  const installed = path.join(root, "node_modules", ".package-lock.json");
  const wanted = path.join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log("Installing the dependencies (npm ci), about half a minute.");
  npmCleanInstall(root);
}

/**
 * Runs `npm ci` quietly in a folder.
 * @param {string} folder The folder of the package.json.
 * @param {string[]} options More options for npm.
 * @throws {Error} One sentence, when npm is missing or fails.
 */
export function npmCleanInstall(folder, options = []) {
  const { error, status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...options], {
    cwd: folder,
    // npm's own list of installed packages is noise here; its errors are not.
    stdio: ["ignore", "ignore", "inherit"],
    // npm is npm.cmd on Windows, which only a shell can start.
    shell: process.platform === "win32",
  });
  if (error) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm ci failed in ${folder} with status ${status}.`);
}

/**
 * The Node to run the tools with: the one that the lock file pins, else the running one when it is new enough.
 * @param {string} root The checkout, with its dependencies installed.
 * @returns {string} Path of the executable.
 * @throws {Error} One sentence that says which Node to install.
 */
export function pinnedNode(root) {
  const windows = process.platform === "win32";
  const folder = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const pinned = path.join(root, "node_modules", folder, "bin", windows ? "node.exe" : "node");
  // The package may be there and yet not run, such as on a Linux without glibc.
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `This needs Node ${oldestNode.join(".")} or later: none comes from npm for ${process.platform} ${process.arch}, and Node ${process.versions.node} is running.`,
  );
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}
