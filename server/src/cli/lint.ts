import { readArguments } from "./arguments.js";
import { runCheck } from "./checkCommand.js";
import { runExpand } from "./expandCommand.js";
import { runExplain } from "./explainCommand.js";
import { runRewrite } from "./rewriteCommand.js";
import { type RulePages, runRules } from "./rulesCommand.js";
import type { Terminal } from "./terminal.js";

export interface Surroundings {
  readonly terminal: Terminal;
  readonly version: string;
  /** Reads the pages of the rules; asked for only by the command that shows them. */
  readPages(): RulePages;
}

/** Runs the program with the words behind its name. The result is the exit status: 0, 1 with findings, 2 when something could not be done. */
export async function lint(words: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { terminal, version, readPages } = surroundings;
  try {
    const reading = readArguments(words, version);
    if (!("arguments" in reading)) {
      if (reading.status === 0) terminal.write(reading.text);
      else terminal.writeError(reading.text);
      return reading.status;
    }
    const read = reading.arguments;
    switch (read.command) {
      case "check":
        return await runCheck(read, terminal, { version, readPages });
      case "explain":
        return await runExplain(read, terminal);
      case "expand":
        return await runExpand(read, terminal);
      case "rewrite":
        return await runRewrite(read, terminal);
      case "rules":
        return runRules(read, readPages(), terminal);
    }
  } catch (error) {
    // Whatever comes here is a fault of this program; one line says where, so that it can be reported.
    terminal.writeError(`lxc-lint: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}
