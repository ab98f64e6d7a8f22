import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Severity } from "../rules/finding.js";
import type { Dialect } from "../syntax/document.js";

export type CheckFormat = "pretty" | "json";
export type FixMode = "none" | "safe" | "unsafe" | "dry-run";

export interface CheckArguments {
  readonly command: "check";
  /** Files, folders, globs, or `-` for standard input. */
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly dialect: Dialect | "auto";
  readonly fix: FixMode;
  /** The path that standard input stands for. */
  readonly stdinPath: string | undefined;
  readonly failOn: Severity | "never";
}

export interface RulesArguments {
  readonly command: "rules";
  readonly name: string | undefined;
  readonly format: CheckFormat;
}

export type Arguments = CheckArguments | RulesArguments;

/** What to do, or text that ends the run: help and version with status 0, wrong usage with status 2. */
export type Reading = { readonly arguments: Arguments } | { readonly text: string; readonly status: 0 | 2 };

/** Reads the words of the command line that follow the program's name. */
export function readArguments(words: readonly string[], version: string): Reading {
  let found: Arguments | undefined;
  let output = "";
  let complaint = "";
  const program = programOf(version, (read) => {
    found = read;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        output += text;
      },
      writeErr: (text) => {
        complaint += text;
      },
    });
  }
  try {
    program.parse([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0
      ? { text: output, status: 0 }
      : { text: complaint.replace(/^error: /, "lxc-lint: "), status: 2 };
  }
  return found ? { arguments: found } : { text: program.helpInformation(), status: 2 };
}

interface CheckOptionValues {
  readonly format: CheckFormat;
  readonly dialect: Dialect | "auto";
  readonly fix?: true;
  readonly fixUnsafe?: true;
  readonly fixDryRun?: true;
  readonly stdinPath?: string;
  readonly failOn: Severity | "never";
}

function programOf(version: string, take: (read: Arguments) => void): Command {
  const program = new Command("lxc-lint")
    .description("Finds what keeps a Proxmox or LXC container from starting, or makes a line of its config do nothing.")
    .version(version)
    .addHelpText(
      "after",
      "\nExit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, or a file that cannot be read or is no container config.",
    );
  program
    .command("check", { isDefault: true })
    .description("check configs (the default command)")
    .argument("<path...>", "files, folders, globs, or - for standard input")
    .addOption(formatOption())
    .addOption(
      new Option("--dialect <dialect>", "what the files are; auto looks at path and content")
        .choices(["auto", "proxmox", "lxc"])
        .default("auto"),
    )
    .option("--fix", "repair in place what can be repaired safely")
    .option("--fix-unsafe", "repair in place, also where the config may come to mean something else")
    .option("--fix-dry-run", "show what --fix would change, and change nothing")
    .addOption(
      new Option("--stdin-path <path>", "the path that standard input stands for").argParser((path) => {
        if (path === "") throw new InvalidArgumentError("It is empty.");
        return path;
      }),
    )
    .addOption(
      new Option("--fail-on <severity>", "the least severity that makes the exit status 1")
        .choices(["error", "warning", "information", "never"])
        .default("error"),
    )
    .action((paths: string[], options: CheckOptionValues) => {
      const { format, dialect, failOn, stdinPath } = options;
      take({ command: "check", paths, format, dialect, fix: fixModeOf(options), stdinPath, failOn });
    });
  program
    .command("rules")
    .description("list the rules, or print the page of one")
    .argument("[name]", "a rule")
    .addOption(formatOption())
    .action((name: string | undefined, { format }: { format: CheckFormat }) =>
      take({ command: "rules", name, format }),
    );
  return program;
}

function formatOption(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}

function fixModeOf({ fix, fixUnsafe, fixDryRun }: CheckOptionValues): FixMode {
  if (fixDryRun) return "dry-run";
  return fixUnsafe ? "unsafe" : fix ? "safe" : "none";
}
