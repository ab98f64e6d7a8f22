import { existsSync } from "node:fs";
import path from "node:path";
import { containerOf } from "../container/container.js";
import { kindOfFile } from "../container/detect.js";
import { newestTarget } from "../container/target.js";
import { defaultHost } from "../host/host.js";
import { pageOf } from "../rules/documentation.js";
import { type Explanation, explain, type Failure } from "../startLog/explain.js";
import { type Document, rangeOf } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import type { ExplainArguments } from "./arguments.js";
import { configFileOf, readConfigFile, Unusable } from "./configFiles.js";
import type { Terminal } from "./terminal.js";
import { printable, underlined } from "./underlined.js";

/** Where Proxmox keeps the config of a container. */
const proxmoxFolder = "/etc/pve/lxc";

/** The config that was started, as it lies on the disk. */
interface StartedConfig {
  readonly path: string;
  readonly document: Document;
  readonly ctid: number | undefined;
}

/** Explains the log of a failed start. The result is the exit status: 1 when the start failed, 0 when the log shows no failed start. */
export async function runExplain(options: ExplainArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const log = (options.log === "-" ? configFileOf("-", await terminal.readInput()) : readConfigFile(options.log))
      .text;
    const chosen = options.start === undefined ? {} : { start: options.start - 1 };
    const { container, starts } = explain(log, { host: defaultHost, ...chosen });
    if (options.start !== undefined && options.start > starts) {
      throw new Unusable(
        `${options.log}: the log holds ${starts} ${starts === 1 ? "start" : "starts"}, not ${options.start}`,
      );
    }
    const config = configFor(options.configFiles, container);
    const explanation = explain(log, {
      host: defaultHost,
      container: config && containerOf(config.document, options.target ?? newestTarget),
      ...(config?.ctid === undefined ? {} : { ctid: config.ctid }),
      ...chosen,
    });
    terminal.write(
      options.format === "json"
        ? jsonExplanation(explanation, config)
        : prettyExplanation(explanation, config, terminal),
    );
    return explanation.failed ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    terminal.writeError(`lxc-lint: ${error.message}\n`);
    return 2;
  }
}

/** Of several configs the one that has the container's number for its name; without any, Proxmox' own if it is on this machine. */
function configFor(given: readonly string[], container: string | undefined): StartedConfig | undefined {
  const own = given.find((file) => path.basename(file) === `${container}.conf`) ?? given[0];
  if (own !== undefined) return readStartedConfig(own);
  if (container === undefined || !/^[1-9][0-9]{2,8}$/.test(container)) return undefined;
  const file = `${proxmoxFolder}/${container}.conf`;
  return existsSync(file) ? readStartedConfig(file) : undefined;
}

function readStartedConfig(given: string): StartedConfig {
  const { text } = readConfigFile(given);
  const kind = kindOfFile(given, text);
  if (kind === "qemu") throw new Unusable(`${given}: the config of a virtual machine, not of a container`);
  const number = /^([1-9][0-9]{2,8})\.conf$/.exec(path.basename(given))?.[1];
  const dialect = kind === "proxmox" || kind === "lxc" ? kind : number === undefined ? "lxc" : "proxmox";
  return { path: given, document: parse(text, dialect), ctid: number === undefined ? undefined : Number(number) };
}

function prettyExplanation(explanation: Explanation, config: StartedConfig | undefined, terminal: Terminal): string {
  const { colors } = terminal;
  const { failures, starts, container, failed } = explanation;
  const [root] = failures;
  const who = container === undefined ? "The container" : `Container ${container}`;
  if (!failed || !root) {
    const warnings = failures.filter(({ repair }) => repair !== "");
    const end = starts === 0 ? "The log is empty." : `${who} did not fail to start, as far as this log tells.`;
    return [...warnings.map((failure) => block(failure, config, terminal)), `${end}\n`].join("\n");
  }
  const others = failures.slice(1).filter(({ fatal, place, repair }) => !fatal && place !== undefined && repair !== "");
  const parts = [
    `${colors.bold(colors.red(`${who} does not start.`))}\n`,
    block(root, config, terminal),
    ...(others.length > 0 ? [`${colors.bold("In the same log")}\n`] : []),
    ...others.map((failure) => block(failure, config, terminal)),
  ];
  const hints = [
    ...(starts > 1
      ? [`The log holds ${starts} starts; this is number ${explanation.start + 1}. --start N takes another.`]
      : []),
    ...(config ? [] : ["With --config-file CONF the line of the config is shown."]),
  ];
  return `${[...parts, ...(hints.length > 0 ? [`${hints.join("\n")}\n`] : [])].join("\n")}`;
}

function block(failure: Failure, config: StartedConfig | undefined, { colors }: Terminal): string {
  const { causes, repair, place, line, message, rule, fixes, command, confidence, fatal } = failure;
  const [cause = "", ...others] = causes;
  const paint = fatal ? colors.red : colors.yellow;
  const lines = [`  ${cause}`];
  if (config && place) {
    const { start } = rangeOf(config.document, place);
    lines.push(
      "",
      `  ${colors.bold(`${config.path}:${start.line + 1}:${start.character + 1}`)}`,
      ...underlined(config.document, place, paint, colors),
    );
  }
  lines.push("", `  ${colors.dim(`log line ${line + 1}:`)} ${printable(message)}`);
  if (confidence === "possible" && others.length > 0) {
    lines.push("", `  ${colors.dim("or:")} ${others.join(`\n  ${colors.dim("or:")} `)}`);
  }
  const [fix] = fixes;
  if (fix) lines.push("", `  ${colors.green("fix:")} ${fix.title}`);
  else if (repair !== "") lines.push("", `  ${colors.green("fix:")} ${repair}`);
  if (command !== undefined && confidence !== "certain") lines.push(`  ${colors.dim("on the host:")} ${command}`);
  if (rule !== undefined) lines.push(`  ${colors.dim(pageOf(rule))}`);
  return `${lines.join("\n")}\n`;
}

/** Version 1. Lines and characters are 0-based, characters are UTF-16 units, ranges are half-open. */
function jsonExplanation(
  { failures, starts, start, container }: Explanation,
  config: StartedConfig | undefined,
): string {
  const report = {
    version: 1,
    container: container ?? null,
    starts,
    start,
    failures: failures.map((failure) => ({
      signature: failure.signature,
      message: failure.message,
      logLine: failure.line,
      fatal: failure.fatal,
      cause: failure.causes[0] ?? "",
      alternatives: failure.causes.slice(1),
      fix: failure.repair,
      command: failure.command ?? null,
      confidence: failure.confidence,
      rule: failure.rule ?? null,
      config:
        config && failure.place
          ? { path: config.path, range: rangeOf(config.document, failure.place), key: failure.place.key }
          : null,
      fixes: config
        ? failure.fixes.map((fix, index) => ({
            title: fix.title,
            safe: fix.safe,
            preferred: index === 0 && fix.safe,
            edits: fix.edits.map((edit) => ({ range: rangeOf(config.document, edit), newText: edit.newText })),
          }))
        : [],
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
