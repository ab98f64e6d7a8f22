import { existsSync } from "node:fs";
import path from "node:path";
import { containerOf } from "../container/container.js";
import { ctidOfPath, isCtid } from "../container/containerNames.js";
import { kindOfFile } from "../container/detect.js";
import { defaultHost } from "../host/host.js";
import { ctidOf, type Explanation, explainStart, startsIn } from "../startLog/explain.js";
import { liblxcOf, targetOfLiblxc } from "../startLog/liblxcOf.js";
import { readStartedConfig, type StartedConfig } from "../startLog/startedConfig.js";
import type { Start } from "../startLog/startsOf.js";
import { rangeOf } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import type { ExplainArguments } from "./arguments.js";
import { readConfigFile, Unusable } from "./configFiles.js";
import { type ConfigOnDisk, prettyExplanation } from "./explainReport.js";
import { logOf, readLogFile } from "./logFile.js";
import type { Terminal } from "./terminal.js";

/** Where Proxmox keeps the config of a container. */
const proxmoxFolder = "/etc/pve/lxc";

/** Explains the log of a failed start. The result is the exit status: 1 when the start failed, 0 when the log shows no failed start. */
export async function runExplain(options: ExplainArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const log = options.log === "-" ? logOf("-", await terminal.readInput()) : readLogFile(options.log);
    const starts = startsIn(log);
    const index = (options.start ?? starts.length) - 1;
    if (starts.length === 0) throw new Unusable(`${options.log}: the log is empty`);
    if (index >= starts.length) {
      const held = starts.length === 1 ? "1 start" : `${starts.length} starts`;
      throw new Unusable(`${options.log}: the log holds ${held}, not ${index + 1}`);
    }
    const config = configFor(options.configFiles, starts[index]?.container);
    const explanation = explainStart(starts, index, config && startedConfig(config, options, starts[index]));
    if (!explanation.isLog) throw new Unusable(`${options.log}: not the log of a container's start`);
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

function startedConfig(
  { document, ctid }: ConfigOnDisk,
  { target }: ExplainArguments,
  start: Start | undefined,
): StartedConfig {
  // What holds for a config depends on the release that was started.
  const started = target ?? targetOfLiblxc(liblxcOf(start?.records ?? []));
  return readStartedConfig(containerOf(document, started), ctid ?? ctidOf(start), defaultHost);
}

/** Of several configs the one that has the container's number for its name; without any, Proxmox' own if it is on this machine. */
function configFor(given: readonly string[], container: string | undefined): ConfigOnDisk | undefined {
  const own = given.find((file) => path.basename(file) === `${container}.conf`) ?? given[0];
  if (own !== undefined) return readConfig(own);
  if (container === undefined || !isCtid(container)) return undefined;
  const file = `${proxmoxFolder}/${container}.conf`;
  return existsSync(file) ? readConfig(file) : undefined;
}

function readConfig(given: string): ConfigOnDisk {
  const { text } = readConfigFile(given);
  const kind = kindOfFile(given, text);
  if (kind === "qemu") throw new Unusable(`${given}: the config of a virtual machine, not of a container`);
  const ctid = ctidOfPath(given);
  const dialect = kind === "proxmox" || kind === "lxc" ? kind : ctid === undefined ? "lxc" : "proxmox";
  return { path: given, document: parse(text, dialect), ctid };
}

/** Version 1. Lines and characters are 0-based, characters are UTF-16 units, ranges are half-open. */
function jsonExplanation(
  { failures, starts, start, container, liblxc }: Explanation,
  config: ConfigOnDisk | undefined,
): string {
  const report = {
    version: 1,
    container: container ?? null,
    starts,
    start,
    liblxc,
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
