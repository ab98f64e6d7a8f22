// @ts-check
// Finds a Chromium for the in-host tests and the UI run. Nothing is ever downloaded here: the one from npm is a
// dependency of the project.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { skipWithout } from "./skipWithout.mjs";

/**
 * Starts a Chromium without a window. The caller closes it.
 * @returns {Promise<import("playwright-core").Browser>}
 * @throws {Error} One sentence, when the machine has no Chromium and npm brings none for it.
 */
export async function launchBrowser() {
  return chromium.launch({
    ...(await findChromium()),
    // It opens nothing but our own server on this machine, and as root Chromium's sandbox cannot start.
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
}

/** As `launchBrowser`; on a machine that has none it ends the run, saying so. */
export async function launchBrowserOrSkip() {
  try {
    return await launchBrowser();
  } catch (error) {
    skipWithout("a Chromium that starts", error);
  }
}

/** @returns {Promise<{ executablePath: string, env?: Record<string, string> }>} */
async function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) return { executablePath: CHROMIUM };
  if (existsSync("/usr/bin/chromium")) return { executablePath: "/usr/bin/chromium" };
  if (process.platform === "linux" && process.arch === "x64") return chromiumFromNpm();
  throw new Error(
    `No Chromium: npm brings one for Linux on x64 only. Set CHROMIUM to the path of the program of a Chromium or Chrome.`,
  );
}

/** Unpacks the Chromium of the package @sparticuz/chromium to the folder for temporary files, once. */
async function chromiumFromNpm() {
  const before = { ...process.env };
  try {
    // The package brings the libraries that Chromium needs (NSS) along, but only gives them to a machine which it takes
    // for an AWS Lambda, and decides that when it is imported.
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
    const { default: packed } = await import("@sparticuz/chromium");
    const executablePath = await packed.executablePath();
    const { LD_LIBRARY_PATH = "", FONTCONFIG_PATH = "" } = process.env;
    // The packed fonts are one family without a monospaced face, so the machine's own fonts are better where it has any.
    const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH };
    return { executablePath, env: { ...definedOnly(before), LD_LIBRARY_PATH, ...fonts } };
  } finally {
    // These libraries are for the browser only: other programs that are started from here take the system's.
    process.env = before;
  }
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Record<string, string>}
 */
function definedOnly(environment) {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
