import { createTwoFilesPatch } from "diff";
import { containerOf } from "../container/container.js";
import { kindOfFile } from "../container/detect.js";
import { check } from "../rules/check.js";
import type { Finding, Severity } from "../rules/finding.js";
import { fixAll } from "../rules/fixAll.js";
import type { Dialect, Document } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import type { CheckArguments } from "./arguments.js";
import {
  type ConfigFile,
  candidatesOf,
  configFileOf,
  readConfigFile,
  Unusable,
  writeConfigFile,
} from "./configFiles.js";
import { jsonReport } from "./jsonReport.js";
import { prettyReport } from "./prettyReport.js";
import type { Terminal } from "./terminal.js";

export interface CheckedFile {
  readonly path: string;
  readonly document: Document;
  readonly findings: readonly Finding[];
}

/** Checks, repairs where that is asked for, and prints the report. The result is the exit status. */
export async function runCheck(options: CheckArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  const checked: CheckedFile[] = [];
  let unusable = false;
  const complain = (error: unknown): void => {
    if (!(error instanceof Unusable)) throw error;
    unusable = true;
    terminal.writeError(`lxc-lint: ${error.message}\n`);
  };
  for (const path of new Set(options.paths)) {
    try {
      if (path === "-") {
        const file = configFileOf(options.stdinPath ?? "-", await terminal.readInput());
        checked.push(repairInput(checkFile(file, options), file, options, terminal));
        continue;
      }
      for (const candidate of await candidatesOf(path)) {
        try {
          const file = readConfigFile(candidate.path);
          if (!candidate.named && dialectOf(file, options) === undefined) continue;
          checked.push(repairFile(checkFile(file, options), file, options, terminal));
        } catch (error) {
          complain(error);
        }
      }
    } catch (error) {
      complain(error);
    }
  }
  if (options.format === "json") terminal.write(jsonReport(checked));
  else if (checked.length > 0 && !printsText(options)) terminal.write(prettyReport(checked, terminal.colors));
  if (unusable) return 2;
  return checked.some((file) => file.findings.some((finding) => reaches(finding.severity, options.failOn))) ? 1 : 0;
}

// A repaired standard input is the output, so that nothing else may stand there.
function printsText(options: CheckArguments): boolean {
  return options.paths.includes("-") && (options.fix === "safe" || options.fix === "unsafe");
}

function dialectOf(file: ConfigFile, options: CheckArguments): Dialect | undefined {
  if (options.dialect !== "auto") return options.dialect;
  if (isBinary(file)) return undefined;
  const kind = kindOfFile(file.path, file.text);
  return kind === "proxmox" || kind === "lxc" ? kind : undefined;
}

function checkFile(file: ConfigFile, options: CheckArguments): CheckedFile {
  const dialect = dialectOf(file, options);
  if (!dialect) throw new Unusable(`${file.path}: ${whatItIs(file)}`);
  return checkText(file.path, file.text, dialect);
}

function checkText(path: string, text: string, dialect: Dialect): CheckedFile {
  const document = parse(text, dialect);
  const findings = check(containerOf(document), (rule, error) => {
    throw new Error(`${path}: the rule ${rule} failed`, { cause: error });
  });
  return { path, document, findings };
}

function whatItIs(file: ConfigFile): string {
  if (isBinary(file)) return "a binary file, not a container config";
  if (kindOfFile(file.path, file.text) === "qemu") return "the config of a virtual machine, not of a container";
  return "not a container config (name it with --dialect if it is one)";
}

/** More than a tenth of its first bytes are control characters; a single NUL in a text does not make it binary. */
function isBinary({ bytes }: ConfigFile): boolean {
  const sample = bytes.subarray(0, 8192);
  let controls = 0;
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  return controls * 10 > sample.length;
}

function repairFile(file: CheckedFile, source: ConfigFile, options: CheckArguments, terminal: Terminal): CheckedFile {
  if (options.fix === "none") return file;
  const { text, dialect } = file.document;
  const fixed = fixAll(text, dialect, { unsafe: options.fix === "unsafe" });
  if (fixed === text) return file;
  if (options.fix === "dry-run") {
    if (options.format === "pretty") terminal.write(patchOf(file.path, text, fixed));
    return file;
  }
  writeConfigFile(source, fixed);
  return checkText(file.path, fixed, dialect);
}

function repairInput(file: CheckedFile, source: ConfigFile, options: CheckArguments, terminal: Terminal): CheckedFile {
  if (!printsText(options)) return options.fix === "dry-run" ? repairFile(file, source, options, terminal) : file;
  const { text, dialect } = file.document;
  const fixed = fixAll(text, dialect, { unsafe: options.fix === "unsafe" });
  if (options.format === "pretty") terminal.write(Buffer.from(fixed, source.encoding));
  return checkText(file.path, fixed, dialect);
}

function patchOf(path: string, from: string, to: string): string {
  return createTwoFilesPatch(path, path, from, to, "", "after --fix");
}

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, information: 1, warning: 2, error: 3, never: 4 };

function reaches(severity: Severity, threshold: Severity | "never"): boolean {
  return ranks[severity] >= ranks[threshold];
}
