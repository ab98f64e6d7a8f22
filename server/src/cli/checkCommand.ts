import { createTwoFilesPatch } from "diff";
import { configured, type FileConfiguration, type RuleLevel, speaksIn } from "../configuration/configuration.js";
import { containerOf } from "../container/container.js";
import { kindOfFile } from "../container/detect.js";
import { check, type OnFailure } from "../rules/check.js";
import type { Finding, Severity } from "../rules/finding.js";
import { fixAll } from "../rules/fixAll.js";
import { rules } from "../rules/index.js";
import type { Dialect, Document } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import type { CheckArguments } from "./arguments.js";
import {
  type ConfigFile,
  candidatesOf,
  configFileOf,
  isBinary,
  readConfigFile,
  Unusable,
  writeConfigFile,
} from "./configFiles.js";
import { type Configurations, followConfigurations, printedConfiguration } from "./configuration.js";
import { type ReportSurroundings, reportOf } from "./report.js";
import type { Terminal } from "./terminal.js";

export interface CheckedFile {
  readonly path: string;
  readonly document: Document;
  readonly findings: readonly Finding[];
}

interface CheckOptions extends CheckArguments {
  readonly configurations: Configurations;
  /** The entries of configurations that have silenced something. */
  readonly used: Set<RuleLevel>;
}

/** Checks, repairs where that is asked for, and reports file by file. The result is the exit status. */
export async function runCheck(
  given: CheckArguments,
  terminal: Terminal,
  surroundings: Omit<ReportSurroundings, "colors" | "showsHints">,
): Promise<0 | 1 | 2> {
  const report = reportOf(given.format, { ...surroundings, colors: terminal.colors, showsHints: given.showsHints });
  const complaints: string[] = [];
  let found = false;
  const print = (text: string): void => {
    if (text !== "" && !printsText(given)) terminal.write(text);
  };
  const take = (file: CheckedFile): void => {
    found ||= file.findings.some((finding) => reaches(finding.severity, given.failOn));
    print(report.add(file));
  };
  const complain = (error: unknown): void => {
    if (!(error instanceof Unusable)) throw error;
    complaints.push(error.message);
    terminal.writeError(`lxc-lint: ${error.message}\n`);
  };
  const options: CheckOptions = {
    ...given,
    configurations: followConfigurations(given.configuration, complain),
    used: new Set(),
  };
  if (given.printsConfiguration) {
    const files: object[] = [];
    for (const path of new Set(given.paths)) {
      try {
        const candidates = path === "-" ? [{ path: given.stdinPath ?? "-" }] : await candidatesOf(path);
        files.push(
          ...candidates.map((file) =>
            printedConfiguration(
              file.path,
              options.configurations.fileFor(file.path),
              configurationFor(file.path, options),
            ),
          ),
        );
      } catch (error) {
        complain(error);
      }
    }
    terminal.write(`${JSON.stringify({ version: 1, files }, null, 2)}\n`);
    return complaints.length > 0 ? 2 : 0;
  }
  print(report.start);
  for (const path of new Set(options.paths)) {
    try {
      if (path === "-") {
        const file = configFileOf(options.stdinPath ?? "-", await terminal.readInput());
        take(repairInput(checkFile(file, dialectOf(file, options), options), file, options, terminal));
        continue;
      }
      for (const candidate of await candidatesOf(path)) {
        try {
          const file = readConfigFile(candidate.path);
          const dialect = dialectOf(file, options);
          if (dialect === undefined && !candidate.named) continue;
          take(repairFile(checkFile(file, dialect, options), file, options, terminal));
        } catch (error) {
          complain(error);
        }
      }
    } catch (error) {
      complain(error);
    }
  }
  const unused = given.reportsUnused ? unusedEntries(options) : [];
  for (const sentence of unused) terminal.writeError(`${sentence}\n`);
  const status = complaints.length > 0 ? 2 : found || unused.length > 0 ? 1 : 0;
  print(report.end({ status, complaints }));
  return status;
}

// A repaired standard input is the output, so that nothing else may stand there.
function printsText({ format, paths, fix }: CheckArguments): boolean {
  return format === "pretty" && paths.includes("-") && (fix === "safe" || fix === "unsafe");
}

function dialectOf(file: ConfigFile, options: CheckOptions): Dialect | undefined {
  if (options.dialect !== "auto") return options.dialect;
  if (isBinary(file)) return undefined;
  const kind = kindOfFile(file.path, file.text);
  return kind === "proxmox" || kind === "lxc" ? kind : undefined;
}

function checkFile(file: ConfigFile, dialect: Dialect | undefined, options: CheckOptions): CheckedFile {
  if (!dialect) throw new Unusable(`${file.path}: ${whatItIs(file)}`);
  return checkText(file.path, file.text, dialect, options);
}

function checkText(path: string, text: string, dialect: Dialect, options: CheckOptions): CheckedFile {
  const document = parse(text, dialect);
  return { path, document, findings: findingsIn(path, document, options) };
}

/** What is found in a text; every finding of this command comes from here, those that are repaired too. */
function findingsIn(path: string, document: Document, options: CheckOptions): readonly Finding[] {
  const configuration = configurationFor(path, options);
  const fail: OnFailure = (rule, error) => {
    throw new Error(`${path}: the rule ${rule} failed`, { cause: error });
  };
  const container = containerOf(document, configuration.target);
  // To know what an entry silences, the rule that it switches off must be asked too.
  const findings = check(container, fail, (rule) => options.reportsUnused || speaksIn(configuration, rule));
  for (const { rule } of options.reportsUnused ? findings : []) {
    const level = configuration.levels.get(rule);
    if (level?.level === "off") options.used.add(level);
  }
  const asked = options.reportsUnused ? findings.filter(({ rule }) => speaksInByName(configuration, rule)) : findings;
  return configured(asked, configuration);
}

function speaksInByName(configuration: FileConfiguration, name: string): boolean {
  const rule = rules.find((each) => each.name === name);
  return rule !== undefined && speaksIn(configuration, rule);
}

/** One line for each entry that has silenced nothing in all files that were checked. */
function unusedEntries({ configurations, used }: CheckOptions): readonly string[] {
  return configurations
    .silencing()
    .flatMap(({ file, line, character, level }) =>
      used.has(level)
        ? []
        : `${file}:${line}:${character}: This silences nothing: \`${level.rule}\` finds nothing there. Remove the entry.`,
    );
}

/** The command line comes first, then the configuration of the file. */
function configurationFor(path: string, { target, profiles, configurations }: CheckOptions): FileConfiguration {
  const configuration = configurations.of(path);
  return {
    target: target ?? configuration.target,
    profiles: profiles ?? configuration.profiles,
    host: configuration.host,
    levels: configuration.levels,
  };
}

function whatItIs(file: ConfigFile): string {
  if (isBinary(file)) return "a binary file, not a container config";
  if (kindOfFile(file.path, file.text) === "qemu") return "the config of a virtual machine, not of a container";
  return "not a container config (name it with --dialect if it is one)";
}

function repairFile(file: CheckedFile, source: ConfigFile, options: CheckOptions, terminal: Terminal): CheckedFile {
  if (options.fix === "none") return file;
  const { text, dialect } = file.document;
  const fixed = repairedText(file, options);
  if (fixed === text) return file;
  if (options.fix === "dry-run") {
    if (options.format === "pretty") terminal.write(patchOf(file.path, text, fixed));
    return file;
  }
  writeConfigFile(source, fixed);
  return checkText(file.path, fixed, dialect, options);
}

function repairInput(file: CheckedFile, source: ConfigFile, options: CheckOptions, terminal: Terminal): CheckedFile {
  if (options.fix === "none" || options.fix === "dry-run") return repairFile(file, source, options, terminal);
  const fixed = repairedText(file, options);
  if (options.format === "pretty") terminal.write(Buffer.from(fixed, source.encoding));
  return checkText(file.path, fixed, file.document.dialect, options);
}

function repairedText({ path, document }: CheckedFile, options: CheckOptions): string {
  return fixAll(document.text, document.dialect, {
    unsafe: options.fix === "unsafe",
    findingsIn: (text) => findingsIn(path, text, options),
  });
}

function patchOf(path: string, from: string, to: string): string {
  return createTwoFilesPatch(path, path, from, to, "", "after --fix");
}

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, information: 1, warning: 2, error: 3, never: 4 };

function reaches(severity: Severity, threshold: Severity | "never"): boolean {
  return ranks[severity] >= ranks[threshold];
}
