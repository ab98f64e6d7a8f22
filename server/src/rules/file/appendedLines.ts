import type { Container } from "../../container/container.js";
import { proxmoxKey } from "../../container/keys.js";
import type { Target } from "../../container/target.js";
import { validateRawKey } from "../../container/validate.js";
import type { Document, Line, Section } from "../../syntax/document.js";
import { hasRawLine } from "./sections.js";

/** Where a line stands among those that Proxmox writes into a section. */
interface Place {
  /** Plain keys first, then the environment, then the other raw lines. */
  readonly rank: 0 | 1 | 2;
  readonly key: string;
}

/**
 * The settings of a snapshot that Proxmox cannot have written there, so that somebody added them at the end of the file. Proxmox writes plain keys in
 * the order of their bytes, none twice, then `lxc.environment.runtime`, then the other raw lines, and nothing between them. What is in order may still
 * have been added: raw lines at the end of the file that neither the container nor another snapshot has. Source: pve-container 6.1.10, Config.pm,
 * write_pct_config(), run.
 */
export function appendedLines({ document, target }: Container, section: Section): readonly Line[] {
  const settings = section.lines.filter((line) => placeOf(line));
  const broken = settings.findIndex((line, index) => breaksOrder(settings[index - 1], line));
  const certain = broken < 0 ? [] : settings.slice(broken);
  const before = broken < 0 ? settings : settings.slice(0, broken);
  const isLast = section === document.sections.at(-1);
  const unknown = isLast ? before.filter((line) => line.kind === "raw" && !isElsewhere(document, section, line)) : [];
  return [...unknown, ...certain].filter((line) => isKnown(line, target) && !isOwn(document, line));
}

function placeOf(line: Line): Place | undefined {
  if (!line.key) return undefined;
  const key = line.key.text;
  if (line.kind === "setting" || line.kind === "snapstate") return { rank: 0, key };
  if (line.kind !== "raw") return undefined;
  return { rank: key === "lxc.environment.runtime" ? 1 : 2, key };
}

function breaksOrder(previous: Line | undefined, line: Line): boolean {
  const before = previous && placeOf(previous);
  const after = placeOf(line);
  if (!before || !after) return false;
  // Proxmox writes nothing between two settings, neither blank lines nor comments.
  if (previous.index + 1 !== line.index) return true;
  return after.rank < before.rank || (after.rank === 0 && before.rank === 0 && after.key <= before.key);
}

function isElsewhere(document: Document, section: Section, line: Line): boolean {
  const key = line.key?.text ?? "";
  const value = line.value?.text ?? "";
  return document.sections.some((other) => other !== section && hasRawLine(other, key, value));
}

/** A raw line that the container has word by word was there when the snapshot was made. */
function isOwn(document: Document, line: Line): boolean {
  return line.kind === "raw" && hasRawLine(document.main, line.key?.text ?? "", line.value?.text ?? "");
}

/** What Proxmox drops or does not know is nothing to move, nor is what only a snapshot has. */
function isKnown(line: Line, target: Target): boolean {
  const key = line.key?.text ?? "";
  return line.kind === "raw"
    ? validateRawKey(key, target.proxmox) !== "dropped"
    : line.kind === "setting" && proxmoxKey(key) !== undefined && key !== "parent" && key !== "snaptime";
}
