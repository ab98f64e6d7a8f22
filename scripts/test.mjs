// @ts-check
// Runs every check of the project, on a fresh clone of a fresh machine too. Plain JavaScript for Node 20: until the
// dependencies are there, nothing but Node's own modules and the bootstrap may be imported.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, pinnedNode } from "./bootstrap.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A step's script ends with this status when the machine cannot run it, after a line that says what is missing. */
const skippedStatus = 77;

/**
 * In the order of the run: what is quick and what others build on comes first. `script` is a script of package.json;
 * `missing` says what this machine lacks for the step.
 * @type {readonly { name: string, script: string, about: string, missing?: () => string | undefined }[]}
 */
const steps = [
  { name: "lint", script: "lint", about: "format and lint rules" },
  { name: "boundaries", script: "boundaries", about: "which part may import which" },
  { name: "typecheck", script: "typecheck", about: "types; the core without Node's, the workers with theirs" },
  { name: "build", script: "build", about: "all bundles" },
  { name: "unit", script: "test:unit", about: "unit tests and rule pages" },
  { name: "grammar", script: "test:grammar", about: "syntax highlighting" },
  { name: "site", script: "site", about: "the documentation as a site, without a dead link" },
  { name: "proof", script: "test:proof", about: "real container starts", missing: missingForProof },
  { name: "sizes", script: "package", about: "the package, its files and sizes" },
  { name: "web", script: "test:web", about: "the server in a browser's worker" },
  { name: "editors", script: "test:editors", about: "in Neovim and Emacs, as the documentation sets them up" },
  { name: "host", script: "test:host", about: "inside a real VS Code" },
  { name: "ui", script: "test:ui", about: "by keyboard and mouse, with screenshots" },
];

/** @typedef {{ outcome: "passed" | "failed" | "skipped", seconds: number }} Result */

process.exitCode = main(process.argv.slice(2));

/**
 * @param {string[]} names the steps to run; all when empty
 * @returns {number} exit status: 0 nothing failed, 1 a step failed, 2 nothing could be run
 */
function main(names) {
  if (names.includes("--help") || names.includes("-h")) {
    console.log(
      `Usage: npm test [-- STEP...]\n\n${steps.map(({ name, about }) => `  ${name.padEnd(11)} ${about}`).join("\n")}`,
    );
    return 0;
  }
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(", ")}. Steps: ${steps.map(({ name }) => name).join(", ")}.`);
    return 2;
  }
  try {
    ensureDependencies(root);
    return run(
      steps.filter(({ name }) => names.length === 0 || names.includes(name)),
      pinnedNode(root),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}

/**
 * @param {typeof steps} chosen
 * @param {string} node path of the Node that the steps run with
 * @returns {number} exit status: 0 or 1
 */
function run(chosen, node) {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const folders = [path.dirname(node), path.join(root, "node_modules/.bin"), process.env.PATH];
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: folders.join(path.delimiter) };
  if (!process.stdout.isTTY && env.FORCE_COLOR === undefined) {
    env.NO_COLOR = "1";
  }
  /** @type {Map<string, Result>} */
  const results = new Map();
  for (const { name, script, about, missing } of chosen) {
    console.log(`\n--- ${name}: ${about}`);
    const started = performance.now();
    const outcome = runStep(scripts[script], env, missing?.());
    const result = { outcome, seconds: (performance.now() - started) / 1000 };
    console.log(`--- ${name}: ${described(result)}`);
    results.set(name, result);
    if (outcome === "failed") {
      break;
    }
  }
  console.log(`\n${summary(chosen, results)}`);
  return [...results.values()].some(({ outcome }) => outcome === "failed") ? 1 : 0;
}

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} lack what the machine lacks for the step
 * @returns {Result["outcome"]}
 */
function runStep(command, env, lack) {
  if (lack) {
    console.log(`Not run: ${lack}.`);
  } else {
    // The command itself rather than `npm run`: npm is slow to start, and its own lines would be in the way.
    const { status } = spawnSync(command, { cwd: root, env, shell: true, stdio: "inherit" });
    if (status !== skippedStatus) {
      return status === 0 ? "passed" : "failed";
    }
  }
  if (process.env.CI === "true") {
    console.log("With CI=true every step has to run.");
    return "failed";
  }
  return "skipped";
}

/**
 * @param {typeof steps} chosen
 * @param {Map<string, Result>} results
 */
function summary(chosen, results) {
  const lines = chosen.map(({ name }) => `${name.padEnd(11)} ${described(results.get(name))}`);
  const count = (/** @type {string} */ outcome) =>
    [...results.values()].filter((result) => result.outcome === outcome).length;
  // Programs read the last line.
  return `${lines.join("\n")}\n\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`;
}

/** @param {Result | undefined} result */
function described(result) {
  return result ? `${result.outcome}, ${result.seconds.toFixed(1)} s` : "not run";
}

/** @returns {string | undefined} what this machine lacks to start a container */
function missingForProof() {
  if (process.platform !== "linux") {
    return "containers start on Linux only";
  }
  if (process.getuid?.() !== 0) {
    return "starting containers needs root";
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const program of ["lxc-start", "busybox"]) {
    if (!folders.some((folder) => existsSync(path.join(folder, program)))) {
      return `${program} is not installed (Debian: apt-get install --no-install-recommends lxc busybox-static)`;
    }
  }
  return spawnSync("unshare", ["--mount", "true"]).status === 0
    ? undefined
    : "this root may not create a mount namespace";
}
