import { readFileSync } from "node:fs";
import { version } from "../../package.json";
import { lint } from "./lint.js";
import type { RulePages } from "./rulesCommand.js";
import { processTerminal } from "./terminal.js";

/** The build puts the pages beside the bundle. */
function readPages(): RulePages {
  return JSON.parse(readFileSync(new URL("./rules.json", import.meta.url), "utf8")) as RulePages;
}

process.exitCode = await lint(process.argv.slice(2), { terminal: processTerminal(), version, readPages });
