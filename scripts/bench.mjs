// @ts-check
// Measures the built server and the engine, and prints the tables that stand in docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Bench } from "tinybench";
import { startServer } from "../test/bench/client.mjs";
import { configOf, nativeConfigOf, smallConfigOf, typical } from "../test/bench/configs.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = path.join(root, "server/dist/server.js");
const output = path.join(root, "out/bench");

/** Loads every native config of a folder with the real liblxc. */
const loader = `
import lxc, os, sys
container = lxc.Container("bench")
for name in os.listdir(sys.argv[1]):
    container.clear_config()
    container.load_config(os.path.join(sys.argv[1], name))
`;

console.log(`Node ${process.version}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "unknown make"}\n`);
await bundleForBench();
await printStart();
await printMemory();
await printLatency();
await printEngine();
printFolder();

/** The engine and the empty server as production bundles, so that what is measured is what ships. */
async function bundleForBench() {
  /** @type {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    logLevel: "warning",
  };
  await build({
    ...common,
    format: "cjs",
    entryPoints: ["test/bench/emptyServer.ts"],
    outfile: `${output}/emptyServer.cjs`,
  });
  await build({ ...common, format: "esm", entryPoints: ["test/bench/engine.ts"], outfile: `${output}/engine.mjs` });
}

async function printStart() {
  const runs = 21;
  /** @type {{ ours: number[], empty: number[] }} */
  const times = { ours: [], empty: [] };
  // In turn, so that a machine that slows down slows both.
  for (let run = 0; run < runs; run++) {
    times.ours.push(await startAndStop(server));
    times.empty.push(await startAndStop(`${output}/emptyServer.cjs`));
  }
  const ratio = median(times.ours) / median(times.empty);
  console.log("| start, spawn to initialized | median | p95 |\n|---|---|---|");
  console.log(`| ours | ${ms(median(times.ours))} | ${ms(quantile(times.ours, 0.95))} |`);
  console.log(`| an empty bundled server | ${ms(median(times.empty))} | ${ms(quantile(times.empty, 0.95))} |`);
  console.log(`| ratio | ${ratio.toFixed(2)} | |\n`);
}

/** @param {string} bundle */
async function startAndStop(bundle) {
  const session = await startServer(bundle);
  await session.stop();
  return session.startMs;
}

/** What a server holds when it has started, and with one config open that was edited a hundred times. */
async function printMemory() {
  console.log("| memory | idle | 2,000 lines |\n|---|---|---|");
  for (const [name, bundle] of [
    ["ours", server],
    ["an empty bundled server", `${output}/emptyServer.cjs`],
  ]) {
    const session = await startServer(bundle ?? "");
    await wait(500);
    const idle = memoryOf(session);
    const edited = bundle === server ? await memoryWhenEdited(session) : undefined;
    console.log(`| ${name} | ${idle} MiB | ${edited === undefined ? "" : `${edited} MiB`} |`);
    await session.stop();
  }
  console.log();
}

/** @param {Awaited<ReturnType<typeof startServer>>} session */
async function memoryWhenEdited(session) {
  const { connection } = session;
  const uri = "file:///etc/pve/lxc/100.conf";
  const textDocument = { uri, languageId: "proxmox-lxc", version: 1, text: configOf(2000) };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  for (let version = 2; version < 102; version++) {
    const start = { line: 0, character: 0 };
    const contentChanges = [{ range: { start, end: start }, text: "#\n" }];
    await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  }
  await wait(500);
  return memoryOf(session);
}

/**
 * @param {{ pid: number | undefined }} session
 * @returns {number} the resident memory in MiB
 */
function memoryOf({ pid }) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);
}

async function printLatency() {
  console.log("| over stdio, pull, median / p95 | 50 lines | 2,000 lines |\n|---|---|---|");
  const session = await startServer(server);
  const small = await latencyOf(session, 50);
  const large = await latencyOf(session, 2000);
  for (const name of /** @type {const} */ (["open to diagnostics", "edit to diagnostics", "hover", "completion"])) {
    console.log(`| ${name} | ${spread(small[name])} | ${spread(large[name])} |`);
  }
  console.log(`\nMemory of the server after that: ${memoryOf(session)} MiB\n`);
  await session.stop();
}

/**
 * @param {Awaited<ReturnType<typeof startServer>>} session
 * @param {number} lines
 */
async function latencyOf({ connection }, lines) {
  const text = configOf(lines);
  /** @type {Record<"open to diagnostics" | "edit to diagnostics" | "hover" | "completion", number[]>} */
  const times = { "open to diagnostics": [], "edit to diagnostics": [], hover: [], completion: [] };
  const line = text.split("\n").indexOf("memory: 512");
  let uri = "";
  for (let run = 0; run < 15; run++) {
    uri = `file:///etc/pve/lxc/${lines + 100 + run}.conf`;
    times["open to diagnostics"].push(
      await timed(async () => {
        await connection.sendNotification("textDocument/didOpen", {
          textDocument: { uri, languageId: "proxmox-lxc", version: 1, text },
        });
        await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
      }),
    );
  }
  const counts = new Set();
  for (let run = 0; run < 300; run++) {
    const inserted = run % 2 === 0;
    const start = { line, character: 8 };
    const change = { range: { start, end: { line, character: inserted ? 8 : 9 } }, text: inserted ? "x" : "" };
    times["edit to diagnostics"].push(
      await timed(async () => {
        await connection.sendNotification("textDocument/didChange", {
          textDocument: { uri, version: run + 2 },
          contentChanges: [change],
        });
        const report = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
        counts.add(report.items.length);
      }),
    );
  }
  if (counts.size < 2) throw new Error("The edit changed no finding, so it measured nothing.");
  const at = { textDocument: { uri }, position: { line, character: 2 } };
  for (let run = 0; run < 300; run++)
    times.hover.push(await timed(() => connection.sendRequest("textDocument/hover", at)));
  const behind = { textDocument: { uri }, position: { line, character: 0 } };
  for (let run = 0; run < 60; run++) {
    times.completion.push(await timed(() => connection.sendRequest("textDocument/completion", behind)));
  }
  return times;
}

async function printEngine() {
  const { checkText, parseText } = await import(pathToFileURL(`${output}/engine.mjs`).href);
  const bench = new Bench({ time: 1000, warmupTime: 500 });
  const large = configOf(2000);
  bench.add("parse, 25 lines", () => parseText(typical));
  bench.add("parse and check, 25 lines", () => checkText(typical));
  bench.add("parse and check, 2,000 lines", () => checkText(large));
  await bench.run();
  console.log("| in one process, warm | median | p99 | per second |\n|---|---|---|---|");
  for (const { name, result } of bench.tasks) {
    if (!("latency" in result)) throw new Error(`${name} did not run.`);
    const { p50, p99 } = result.latency;
    console.log(`| ${name} | ${us(p50)} | ${us(p99)} | ${Math.round(1000 / p50).toLocaleString("en")} |`);
  }
}

/** 10,000 different configs in one folder, from a cold start on one core, and as many native ones loaded by liblxc in one process. */
function printFolder() {
  const count = 10_000;
  const folder = mkdtempSync(path.join(tmpdir(), "lxc-bench-"));
  try {
    mkdirSync(path.join(folder, "lxc"));
    mkdirSync(path.join(folder, "native"));
    for (let id = 0; id < count; id++) {
      writeFileSync(path.join(folder, `lxc/${100 + id}.conf`), smallConfigOf(id));
      writeFileSync(path.join(folder, `native/${id}`), nativeConfigOf(id));
    }
    console.log("\n| 10,000 configs, one core, cold start | seconds | CPU seconds | memory |\n|---|---|---|---|");
    const program = path.join(root, "server/bin/lxc-lint.mjs");
    for (const format of ["pretty", "json", "sarif"]) {
      printRun(`lxc-lint --format ${format}`, process.execPath, [
        program,
        "--format",
        format,
        path.join(folder, "lxc"),
      ]);
    }
    const python = "/usr/bin/python3";
    if (existsSync(python) && spawnSync(python, ["-c", "import lxc"]).status === 0) {
      printRun("liblxc's loader (python3-lxc), load alone", python, ["-c", loader, path.join(folder, "native")]);
    } else console.log("| liblxc's loader | not measured: python3-lxc is not installed | | |");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a program on one core, three times, and prints the fastest run.
 * @param {string} name
 * @param {string} program
 * @param {readonly string[]} words
 */
function printRun(name, program, words) {
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now();
    // Node cannot tell what a child process has used; Python can.
    const measure = `import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)`;
    const one = ["-c", "0", "/usr/bin/python3", "-c", measure, program, ...words];
    const { stdout, status } = spawnSync("taskset", one, { encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} could not be measured.`);
    const [cpu = 0, memory = 0] = stdout.split(" ").map(Number);
    return { seconds: (performance.now() - started) / 1000, cpu, memory };
  });
  const best = runs.reduce((left, right) => (right.cpu < left.cpu ? right : left));
  const memory = `${Math.round(best.memory / 1024)} MiB`;
  console.log(`| ${name} | ${best.seconds.toFixed(2)} | ${best.cpu.toFixed(2)} | ${memory} |`);
}

/** @param {() => Promise<unknown>} action */
async function timed(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** @param {readonly number[]} times @param {number} part */
function quantile(times, part) {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** @param {readonly number[]} times */
function median(times) {
  return quantile(times, 0.5);
}

/** @param {readonly number[]} times */
function spread(times) {
  return `${median(times).toFixed(2)} / ${quantile(times, 0.95).toFixed(2)} ms`;
}

/** @param {number} time */
function ms(time) {
  return `${time.toFixed(1)} ms`;
}

/** @param {number} time in milliseconds */
function us(time) {
  return `${(time * 1000).toFixed(1)} µs`;
}
