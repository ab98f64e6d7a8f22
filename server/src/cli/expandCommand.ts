import { containerOf } from "../container/container.js";
import type { ExpandedLine, Note } from "../container/expand/draft.js";
import type { Origin } from "../container/expand/origin.js";
import { type Expanded, expand, expandedText } from "../container/expand.js";
import { newestTarget, type Target } from "../container/target.js";
import { defaultHost } from "../host/host.js";
import { type Document, rangeOf, textOf } from "../syntax/document.js";
import type { ExpandArguments } from "./arguments.js";
import { readConfigFile, Unusable } from "./configFiles.js";
import { configurationOf } from "./configuration.js";
import { readContainerConfig } from "./containerConfig.js";
import { hostFrom } from "./hostFile.js";
import type { Terminal } from "./terminal.js";

/** What is assumed when the file's name is not the container's number. */
const assumedNumber = 100;

/**
 * Prints the liblxc config that Proxmox writes from a CT config; its warnings, and the error with which it refuses, go to standard error. The
 * result is the exit status: 1 when Proxmox refuses.
 */
export async function runExpand(options: ExpandArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  const { path } = options;
  const tell = (text: string): void => terminal.writeError(`lxc-lint: ${path}: ${oneLine(text)}\n`);
  try {
    const configuration = configurationOf(path, ({ message }) => terminal.writeError(`lxc-lint: ${message}\n`));
    const target = options.target ?? configuration.target ?? newestTarget;
    const described =
      options.host === undefined
        ? (configuration.host ?? defaultHost)
        : hostFrom(options.host, readConfigFile(options.host).text);
    const host = { ...described, liblxc: described.liblxc ?? options.target?.liblxc };
    const { document, file, ctid } = await readContainerConfig(path, terminal);
    const number = ctid ?? assumedNumber;
    if (ctid === undefined)
      tell(`the name is not <CTID>.conf, so the container's number is taken for ${assumedNumber}`);
    const expanded = expand(containerOf(document, target), { ctid: number, release: target.proxmox, host });
    if (options.format === "json") terminal.write(expandedJson(document, expanded, number, target));
    else {
      const text = options.annotate ? annotated(document, expanded) : expandedText(expanded.lines);
      terminal.write(Buffer.from(text, file.encoding));
    }
    for (const warning of expanded.warnings) tell(`Proxmox warns: ${warning}`);
    if (expanded.error !== undefined) {
      tell(`Proxmox refuses this container: ${expanded.error}`);
      return 1;
    }
    if (expanded.lines.length === 0) tell("Proxmox writes no config for a template");
    return 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    terminal.writeError(`lxc-lint: ${error.message}\n`);
    return 2;
  }
}

function oneLine(text: string): string {
  return text.trimEnd().replaceAll("\n", "; ");
}

/** Each line below a comment that says what has caused it; liblxc reads this text like the one without. */
function annotated(document: Document, { lines, notes }: Expanded): string {
  let text = "";
  let before = "";
  for (const { key, value, origin } of lines) {
    const cause = causeOf(document, origin);
    if (cause !== before) text += `# ${cause}\n`;
    before = cause;
    text += `${key} = ${value}\n`;
  }
  for (const { message, origin } of notes) text += `# ${causeOf(document, origin)}\n# ${message}\n`;
  return text;
}

function causeOf(document: Document, origin: Origin): string {
  if (!("line" in origin)) return `${origin.name}: ${origin.sentence}`;
  return `line ${origin.line.index + 1}: ${visible(textOf(document, origin.line))}`;
}

/** In a comment a control character could end the line. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, " ").trim();
}

/** Version 1. Lines and characters are 0-based, characters are UTF-16 units, ranges are half-open. */
function expandedJson(document: Document, expanded: Expanded, ctid: number, target: Target): string {
  const { lines, warnings, notes, error } = expanded;
  const report = {
    version: 1,
    ctid,
    target,
    lines: lines.map(({ key, value, origin }: ExpandedLine) => ({
      key,
      value,
      origin: originReport(document, origin),
    })),
    notes: notes.map(({ message, origin }: Note) => ({ message, origin: originReport(document, origin) })),
    warnings,
    error: error ?? null,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function originReport(document: Document, origin: Origin) {
  if (!("line" in origin)) return { rule: origin.name, sentence: origin.sentence };
  return { key: origin.line.key?.text ?? "", range: rangeOf(document, origin) };
}
