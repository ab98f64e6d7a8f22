#!/usr/bin/env node
// @ts-check
// A stand-in for the desktop program `code`: takes the options with which @vscode/test-electron starts it, runs the
// tests in the extension host of the VS Code server, and ends with their exit status. What it does not know it ignores.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { format } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { startVscodeServer } from "./vscodeServer.mjs";

/** Longest duration of a whole run in milliseconds. */
const timeLimit = 180_000;

/** What test/host/index.ts writes before every line of the report, to tell it from VS Code's own log. */
const reportMark = "[test] ";

const options = process.argv.slice(2);
const dataFolder = mkdtempSync(path.join(tmpdir(), "lxc-config-host-"));
/** @type {(() => Promise<void>)[]} */
const cleanup = [];

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => void end(1));
}
try {
  await end(await runInHost());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** @returns {Promise<number>} exit status of the tests */
async function runInHost() {
  const { url, stop } = await startVscodeServer({ dataFolder });
  cleanup.unshift(stop);
  const browser = await launchBrowser();
  cleanup.unshift(() => browser.close());
  const page = await browser.newPage();
  // The workbench calls these two functions of its window when it is asked to run tests.
  await page.exposeFunction("codeAutomationLog", printReport);
  const status = new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
    page.on("crash", () => reject(new Error("The page of VS Code crashed.")));
    setTimeout(() => reject(new Error(`The tests did not end within ${timeLimit / 1000} seconds.`)), timeLimit).unref();
  });
  await page.goto(workbenchAddress(url));
  return Number(await status);
}

/** @param {string} url address of the server */
function workbenchAddress(url) {
  const address = new URL(url);
  const folder = options.find((option) => !option.startsWith("-"));
  if (folder) address.searchParams.set("folder", path.resolve(folder));
  const payload = ["extensionDevelopmentPath", "extensionTestsPath"].map((name) => [
    name,
    `vscode-remote://${address.host}${path.resolve(optionValue(name))}`,
  ]);
  address.searchParams.set("payload", JSON.stringify([...payload, ["skipWelcome", "true"]]));
  return address.href;
}

/** @param {string} name an option that is written `--name=value` */
function optionValue(name) {
  const option = options.find((candidate) => candidate.startsWith(`--${name}=`));
  if (!option) throw new Error(`The option --${name} is missing.`);
  return option.slice(`--${name}=`.length);
}

/**
 * @param {string} _level
 * @param {unknown} words
 */
function printReport(_level, words) {
  const line = format(...(Array.isArray(words) ? words : [words]));
  const mark = line.indexOf(reportMark);
  if (mark !== -1) console.log(line.slice(mark + reportMark.length));
}

/** @param {number} status */
async function end(status) {
  for (const close of cleanup.splice(0)) await close().catch(() => {});
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(status);
}
