import type { GeneratedConfig, GeneratedLine } from "../answers.js";
import { ctidOfPath } from "../container/containerNames.js";
import type { Origin } from "../container/expand/origin.js";
import { expand } from "../container/expand.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { rangeOf, textOf } from "../syntax/document.js";
import type { Snapshot } from "./snapshot.js";

/** The number that is assumed where the path does not name the container. */
const assumedNumber = 100;

/**
 * What Proxmox makes of a CT config. Notes in comments say at the end what it draws at random; where it refuses, the text says so. Undefined for
 * a native config, which LXC reads as it is.
 */
export function generatedConfigOf(snapshot: Snapshot, host: HostDescription): GeneratedConfig | undefined {
  const { document, container, uri } = snapshot;
  if (document.dialect !== "proxmox") return undefined;
  const ctid = ctidOfPath(uri) ?? assumedNumber;
  const expanded = expand(container, { ctid, release: container.target.proxmox, host });
  const texts: string[] = [];
  const lines: GeneratedLine[] = [];
  const add = (text: string, origin: Origin | undefined, reason: string): void => {
    texts.push(text);
    lines.push({ origin: origin && "line" in origin ? rangeOf(document, origin) : null, reason });
  };
  for (const { key, value, origin } of expanded.lines) {
    const reason =
      "line" in origin
        ? `From line ${origin.line.index + 1}: \`${textOf(document, origin.line).trim()}\``
        : origin.sentence;
    add(`${key} = ${value}`, origin, reason);
  }
  for (const { message, origin } of expanded.notes) add(`# ${message}`, origin, message);
  const error = expanded.error?.trimEnd() ?? null;
  if (error !== null) {
    add("# Proxmox refuses this container and writes no config:", undefined, error);
    for (const line of error.split("\n")) add(`# ${line}`, undefined, error);
  } else if (expanded.lines.length === 0) {
    add("# Proxmox writes no config for a template.", undefined, "A template is never started.");
  }
  return {
    text: `${texts.join("\n")}\n`,
    lines,
    error,
    warnings: expanded.warnings.map((warning) => warning.trimEnd()),
  };
}
