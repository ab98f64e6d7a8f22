import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { liblxcReleases, type Target, targetOf } from "../container/target.js";
import { proxmoxReleases } from "../knowledge/releases.js";
import type { Severity } from "../rules/finding.js";
import { type Profile, profiles } from "../rules/rule.js";
import type { Dialect } from "../syntax/document.js";
import type { ConfigurationChoice } from "./configuration.js";

const checkFormats = ["pretty", "json", "sarif", "github", "checkstyle"] as const;

export type CheckFormat = (typeof checkFormats)[number];
export type FixMode = "none" | "safe" | "unsafe" | "dry-run";

export interface CheckArguments {
  readonly command: "check";
  /** Files, folders, globs, or `-` for standard input. */
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly dialect: Dialect | "auto";
  /** The programs whose verdict is asked for; undefined when the command line names none. */
  readonly target: Target | undefined;
  /** The rules to ask besides those for everybody; undefined when the command line names none. */
  readonly profiles: readonly Profile[] | undefined;
  readonly fix: FixMode;
  /** The path that standard input stands for. */
  readonly stdinPath: string | undefined;
  readonly failOn: Severity | "never";
  readonly configuration: ConfigurationChoice;
  /** Print what is configured for each file, and check nothing. */
  readonly printsConfiguration: boolean;
  /** Report what an lxc-lint.json switches off without need. */
  readonly reportsUnused: boolean;
  /** Print hints for people too. */
  readonly showsHints: boolean;
}

export interface RulesArguments {
  readonly command: "rules";
  readonly name: string | undefined;
  readonly format: "pretty" | "json";
}

export interface ExpandArguments {
  readonly command: "expand";
  /** A CT config, or `-` for standard input. */
  readonly path: string;
  readonly format: "text" | "json";
  readonly target: Target | undefined;
  /** Tell where each line comes from. */
  readonly annotate: boolean;
  /** A JSON file that describes the host. */
  readonly host: string | undefined;
}

export interface RewriteArguments {
  readonly command: "rewrite";
  /** A CT config, or `-` for standard input. */
  readonly path: string;
  readonly target: Target | undefined;
}

export interface ExplainArguments {
  readonly command: "explain";
  /** A log, or `-` for standard input. */
  readonly log: string;
  /** Configs, one of which was started. */
  readonly configFiles: readonly string[];
  /** Which start of the log, counted from 1; undefined for the last one. */
  readonly start: number | undefined;
  readonly format: "pretty" | "json";
  readonly target: Target | undefined;
}

export type Arguments = CheckArguments | RulesArguments | ExpandArguments | RewriteArguments | ExplainArguments;

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
  readonly target?: Target;
  readonly profile?: readonly Profile[];
  /** False for `--no-config`. */
  readonly config?: string | false;
  readonly printConfig?: true;
  readonly reportUnused?: true;
  readonly hints?: true;
}

interface ExpandOptionValues {
  readonly format: "text" | "json";
  readonly target?: Target;
  readonly annotate?: boolean;
  readonly host?: string;
}

interface ExplainOptionValues {
  readonly configFile?: readonly string[];
  readonly start?: number;
  readonly format: "pretty" | "json";
  readonly target?: Target;
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
    .addOption(formatOption(checkFormats))
    .addOption(
      new Option("--dialect <dialect>", "what the files are; auto looks at path and content")
        .choices(["auto", "proxmox", "lxc"])
        .default("auto"),
    )
    .addOption(targetOption())
    .addOption(profileOption())
    .option("--fix", "repair in place what can be repaired safely")
    .option("--fix-unsafe", "repair in place, also where the config may come to mean something else")
    .option("--fix-dry-run", "show what --fix would change, and change nothing")
    .addOption(
      new Option("--stdin-path <path>", "the path that standard input stands for").argParser((path) => {
        if (path === "") throw new InvalidArgumentError("It is empty.");
        return path;
      }),
    )
    .option("--hints", "print hints too, which are only counted otherwise; the formats for programs always have them")
    .addOption(
      new Option("--fail-on <severity>", "the least severity that makes the exit status 1")
        .choices(["error", "warning", "information", "never"])
        .default("error"),
    )
    .option("--config <file>", "the configuration; without it, the nearest lxc-lint.json upward from each file")
    .option("--no-config", "follow no configuration")
    .option("--print-config", "print what is configured for each file, and check nothing")
    .option("--report-unused", "report entries of lxc-lint.json that silence nothing in the files that are checked")
    .action((paths: string[], options: CheckOptionValues) => {
      const { format, dialect, target, profile, failOn, stdinPath } = options;
      const configuration = configurationChoiceOf(options);
      const printsConfiguration = options.printConfig === true;
      const fix = fixModeOf(options);
      take({
        command: "check",
        paths,
        format,
        dialect,
        target,
        profiles: profile,
        fix,
        stdinPath,
        failOn,
        configuration,
        printsConfiguration,
        reportsUnused: options.reportUnused === true,
        showsHints: options.hints === true,
      });
    });
  program
    .command("explain")
    .description("say why a container did not start, from the log of the start")
    .argument("[log]", "a log in any form, or - for standard input", "-")
    .option(
      "--config-file <conf...>",
      "the config that was started; without it, /etc/pve/lxc/<CTID>.conf if there is one",
    )
    .addOption(
      new Option("--start <number>", "which start of the log, counted from 1; default the last one").argParser(
        (text) => {
          if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new InvalidArgumentError("Write a number from 1 on.");
          return Number(text);
        },
      ),
    )
    .addOption(targetOption())
    .addOption(formatOption(["pretty", "json"]))
    .action((log: string, { configFile = [], start, format, target }: ExplainOptionValues) =>
      take({ command: "explain", log, configFiles: configFile, start, format, target }),
    );
  program
    .command("expand")
    .description("print the liblxc config that Proxmox writes from a CT config at each start")
    .argument("<config>", "a CT config, or - for standard input")
    .addOption(targetOption())
    .option("--annotate", "say above each line where it comes from")
    .addOption(formatOption(["text", "json"]))
    .option("--host <file>", "a JSON file that describes the host")
    .action((path: string, { format, target, annotate = false, host }: ExpandOptionValues) =>
      take({ command: "expand", path, format, target, annotate, host }),
    );
  program
    .command("rewrite")
    .description("print a CT config as Proxmox will write it next time, and say what gets lost")
    .argument("<config>", "a CT config, or - for standard input")
    .addOption(targetOption())
    .action((path: string, { target }: { target?: Target }) => take({ command: "rewrite", path, target }));
  program
    .command("rules")
    .description("list the rules, or print the page of one")
    .argument("[name]", "a rule")
    .addOption(formatOption(["pretty", "json"]))
    .action((name: string | undefined, { format }: { format: RulesArguments["format"] }) =>
      take({ command: "rules", name, format }),
    );
  return program;
}

function formatOption(formats: readonly [string, ...string[]]): Option {
  return new Option("--format <format>", "how to print").choices(formats).default(formats[0]);
}

function targetOption(): Option {
  const known = `Proxmox VE ${proxmoxReleases.join(", ")}, and versions of liblxc such as ${liblxcReleases.join(", ")}`;
  return new Option("--target <version>", `the version that counts: ${known}; default newest`).argParser((text) => {
    const target = targetOf(text);
    if (!target) throw new InvalidArgumentError(`Known are ${known}.`);
    return target;
  });
}

function profileOption(): Option {
  const known = profiles.join(" and ");
  return new Option(
    "--profile <name>",
    `rules to ask besides those for everybody, instead of the configured ones: ${known}; may be repeated`,
  ).argParser((name: string, earlier: readonly Profile[] = []) => {
    const profile = profiles.find((each) => each === name);
    if (!profile) throw new InvalidArgumentError(`Known are ${known}.`);
    return [...earlier.filter((each) => each !== profile), profile];
  });
}

function configurationChoiceOf({ config }: CheckOptionValues): ConfigurationChoice {
  if (typeof config === "string") return { file: config };
  return config === false ? "none" : "nearest";
}

function fixModeOf({ fix, fixUnsafe, fixDryRun }: CheckOptionValues): FixMode {
  if (fixDryRun) return "dry-run";
  return fixUnsafe ? "unsafe" : fix ? "safe" : "none";
}
