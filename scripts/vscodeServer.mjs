// @ts-check
// A real VS Code without a desktop: the VS Code server as the npm package code-server carries it, shown by any browser.
// It is installed on demand into scripts/vscodeHost/node_modules, apart from the dependencies, because it takes 475 MB.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { npmCleanInstall } from "./bootstrap.mjs";

const isWindows = process.platform === "win32";
const hostFolder = fileURLToPath(new URL("vscodeHost", import.meta.url));
const serverFolder = path.join(hostFolder, "node_modules", "code-server", "lib", "vscode");
const serverProgram = path.join(serverFolder, "out", "server-main.js");

/**
 * Installs the VS Code server when it is missing or older than its lock file, and prints one line then.
 * @throws {Error} One sentence, when npm fails, such as without a network.
 */
export function installVscodeServer() {
  // npm writes this file last, so an interrupted installation counts as missing.
  const installed = path.join(serverFolder, "node_modules", ".package-lock.json");
  const wanted = path.join(hostFolder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log("Installing the VS Code server (475 MB, once), about a quarter of a minute.");
  npmCleanInstall(hostFolder, ["--ignore-scripts"]);
  // The server's own dependencies. Its lock file lacks a peer dependency, and the optional ones need a compiler.
  npmCleanInstall(serverFolder, ["--omit=dev", "--omit=optional", "--ignore-scripts", "--legacy-peer-deps"]);
}

/**
 * Installs a packaged extension into a data folder of the server.
 * @param {string} vsix The file.
 * @param {string} dataFolder What the server keeps: extensions, settings, logs.
 * @throws {Error} With what the server said.
 */
export function installExtension(vsix, dataFolder) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [serverProgram, "--install-extension", vsix, "--force", ...folderOptions(dataFolder)],
    { env: serverEnvironment(), encoding: "utf8" },
  );
  if (status !== 0 || !stdout.includes("was successfully installed")) {
    throw new Error(`VS Code did not install ${path.basename(vsix)}: ${stdout}${stderr}`);
  }
}

/**
 * Starts the server on 127.0.0.1 and waits until it answers.
 * @param {{ dataFolder: string, port?: number }} options `port`: a free one when left out.
 * @returns {Promise<{ url: string, stop: () => Promise<void>, ended: Promise<void> }>} `stop` ends the server and waits
 *   for its end; `ended` resolves when it has ended for whatever reason.
 * @throws {Error} With the end of the server's log, when it dies or does not answer within 30 seconds.
 */
export async function startVscodeServer({ dataFolder, port }) {
  const listening = port ?? (await freePort());
  mkdirSync(dataFolder, { recursive: true });
  const logFile = path.join(dataFolder, "server.log");
  const log = openSync(logFile, "w");
  const server = spawn(
    process.execPath,
    [
      serverProgram,
      ...["--host", "127.0.0.1", "--port", String(listening), "--without-connection-token"],
      ...["--disable-telemetry", "--telemetry-level", "off", "--disable-workspace-trust", "--enable-smoke-test-driver"],
      ...folderOptions(dataFolder),
    ],
    // A group of its own: Ctrl+C in a terminal does not reach it, and it can be ended with all its extension hosts.
    { stdio: ["ignore", log, log], env: serverEnvironment(), detached: !isWindows },
  );
  closeSync(log);
  const ended = new Promise((resolve) => server.once("exit", () => resolve(undefined)));
  const stop = async () => {
    endGroup(server, "SIGTERM");
    const timer = setTimeout(() => endGroup(server, "SIGKILL"), 3000);
    await ended;
    clearTimeout(timer);
  };
  const url = `http://127.0.0.1:${listening}/`;
  const deadline = Date.now() + 30_000;
  while (!(await answers(url))) {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The VS Code server did not start:\n${endOf(logFile)}`);
    }
    await wait(50);
  }
  return { url, stop, ended };
}

/**
 * @param {number} [preferred] Taken when nothing listens on it.
 * @returns {Promise<number>} A port of 127.0.0.1 on which nothing listens.
 */
export async function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    probe.listen(preferred, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : preferred));
    });
  });
}

/**
 * @param {import("node:child_process").ChildProcess} leader
 * @param {NodeJS.Signals} signal
 */
function endGroup(leader, signal) {
  if (isWindows || leader.pid === undefined) {
    leader.kill(signal);
    return;
  }
  try {
    process.kill(-leader.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(new URL("version", url))).ok;
  } catch {
    return false;
  }
}

/** @param {string} dataFolder */
function folderOptions(dataFolder) {
  return [
    ...["--extensions-dir", path.join(dataFolder, "extensions"), "--server-data-dir", dataFolder],
    "--accept-server-license-terms",
  ];
}

/** Without the marketplace: everything that is shown comes from this checkout. */
function serverEnvironment() {
  return { ...process.env, NODE_OPTIONS: "", EXTENSIONS_GALLERY: "{}" };
}

/** @param {string} logFile */
function endOf(logFile) {
  return readFileSync(logFile, "utf8").split("\n").slice(-30).join("\n");
}
