import { mountPointProperties, rootfsProperties } from "../knowledge/properties.js";
import { newestRelease, type ProxmoxRelease } from "../knowledge/releases.js";
import type { Document, Line, Section } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";
import { volumeId } from "./formats.js";
import { proxmoxKey } from "./keys.js";
import { makesNotes, writtenNotes } from "./notes.js";
import { readPropertyValues } from "./propertyValues.js";
import { readFailure, writeFailure } from "./readFailure.js";
import { isSince } from "./releases.js";
import { keptValue, validateRawKey } from "./validate.js";

/** A line whose text is gone when Proxmox has written the file. Blank lines are not counted. */
export interface Lost extends Span {
  readonly line: Line;
  /**
   * `unreadable`: no form of a line; `raw-key`: a raw key that Proxmox drops; `repeated-key`: a later line of the same key counts;
   * `repeated-section`: it stands in a section of which a later one has the same name; `delete`: outside the pending changes;
   * `snapstate`: swallowed, or not kept in the main section; `reserved-key`: Proxmox uses the key for itself; `volume-in-use`: the volume
   * of an `unusedN` is mounted; `empty-variable`: an empty `lxc.environment.runtime`.
   */
  readonly kind:
    | "unreadable"
    | "raw-key"
    | "repeated-key"
    | "repeated-section"
    | "delete"
    | "snapstate"
    | "reserved-key"
    | "volume-in-use"
    | "empty-variable";
}

export interface Rewritten {
  /** The file as Proxmox writes it at the next change or backup; the text as it is when Proxmox cannot write it. */
  readonly text: string;
  /** In the order of the text. */
  readonly lost: readonly Lost[];
  /** The Perl error with which every attempt to change the container ends; absent for all but a few strange files. */
  readonly error: string | undefined;
}

/**
 * The file as Proxmox writes it: notes first, keys in the order of their bytes, raw lines, pending changes, snapshots by name; values in
 * the form in which Proxmox keeps them. Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, parse_pct_config() and write_pct_config(), run.
 */
export function rewrite(document: Document, release: ProxmoxRelease = newestRelease): Rewritten {
  const error = readFailure(document, release) ?? writeFailure(document);
  if (error !== undefined) return { text: document.text, lost: [], error };
  const lost: Lost[] = [];
  let main = "";
  let pending = "";
  const snapshots: { readonly name: string; readonly text: string }[] = [];
  for (const section of document.sections) {
    const lose = (line: Line, kind: Lost["kind"]) => lost.push({ line, kind, start: line.start, end: line.end });
    if (section.replacedBy) {
      for (const line of section.lines) if (line.kind !== "blank") lose(line, "repeated-section");
      continue;
    }
    const content = readSection(section, release, lose);
    if (section.kind === "main") {
      dropMountedVolumes(content, release, lose);
      main = written(content);
    } else if (section.kind === "snapshot") snapshots.push({ name: section.name, text: written(content) });
    else if (holdsAnything(section, content)) pending = `\n[pve:pending]\n${written(content)}`;
  }
  snapshots.sort((left, right) => (left.name < right.name ? -1 : 1));
  const text = main + pending + snapshots.map((snapshot) => `\n[${snapshot.name}]\n${snapshot.text}`).join("");
  return { text, lost: lost.sort((left, right) => left.start - right.start), error };
}

type Lose = (line: Line, kind: Lost["kind"]) => void;

/** What a section holds once it is read. */
interface Content {
  readonly notes: Line[];
  readonly settings: Map<string, { readonly line: Line; readonly value: string }>;
  readonly raw: string[];
  /** The entries of `env`, which takes up every `lxc.environment.runtime`; and the lines that made them. */
  environment: string[];
  environmentLines: Line[];
}

/** Keys that Proxmox' reader puts into its memory and its writer leaves out. Source: as above. */
const reservedKeys = new Set(["digest", "lxc", "pending", "snapname", "snapshots"]);

function readSection(section: Section, release: ProxmoxRelease, lose: Lose): Content {
  const content: Content = { notes: [], settings: new Map(), raw: [], environment: [], environmentLines: [] };
  for (const line of section.lines) {
    switch (line.kind) {
      case "comment":
      case "description":
        content.notes.push(line);
        break;
      case "unreadable":
        lose(line, "unreadable");
        break;
      case "delete":
        // A snapshot that is called "pending" passes for the pending changes here.
        if (section.kind === "pending" || section.name === "pending") keep(content, line, lose);
        else lose(line, "delete");
        break;
      case "snapstate":
        if (section.kind !== "main") keep(content, line, lose);
        if (section.kind === "main" || line.key?.start !== line.start) lose(line, "snapstate");
        break;
      case "setting":
        readSetting(content, line, section, release, lose);
        break;
      case "raw":
        readRaw(content, line, release, lose);
    }
  }
  return content;
}

function keep({ settings }: Content, line: Line, lose: Lose, value = line.value?.text ?? ""): void {
  const key = line.key?.text ?? "";
  const earlier = settings.get(key);
  if (earlier) lose(earlier.line, "repeated-key");
  settings.set(key, { line, value });
}

function readSetting(content: Content, line: Line, section: Section, release: ProxmoxRelease, lose: Lose): void {
  const key = line.key?.text ?? "";
  const value = line.value?.text ?? "";
  if (reservedKeys.has(key)) lose(line, "reserved-key");
  else if (key === "snapstate" && section.kind === "main") lose(line, "snapstate");
  else if (key === "env" && isSince(release, "9.1")) {
    for (const earlier of content.environmentLines) if (earlier.value?.text) lose(earlier, "repeated-key");
    content.environmentLines = [line];
    content.environment = value.split("\0");
  } else keep(content, line, lose, keptValue(key, value, release));
}

function readRaw(content: Content, line: Line, release: ProxmoxRelease, lose: Lose): void {
  const key = line.key?.text ?? "";
  const value = line.value?.text ?? "";
  if (validateRawKey(key, release) === "dropped") lose(line, "raw-key");
  else if (key !== "lxc.environment.runtime") content.raw.push(`${key}: ${value}\n`);
  else {
    if (value === "") lose(line, "empty-variable");
    content.environmentLines.push(line);
    content.environment.push(...value.split("\0"));
  }
}

/** Takes away every `unusedN` whose volume is mounted. A mount point that cannot be read mounts nothing. */
function dropMountedVolumes({ settings }: Content, release: ProxmoxRelease, lose: Lose): void {
  let mounted: Set<string> | undefined;
  for (const [key, { line, value }] of settings) {
    if (!key.startsWith("unused")) continue;
    mounted ??= volumesOf(settings, release);
    if (!mounted.has(value)) continue;
    settings.delete(key);
    lose(line, "volume-in-use");
  }
}

function volumesOf(settings: Content["settings"], release: ProxmoxRelease): Set<string> {
  const volumes = new Set<string>();
  for (const [key, { value }] of settings) {
    const isRoot = key === "rootfs";
    if (!isRoot && !(key.startsWith("mp") && proxmoxKey(key))) continue;
    const table = isRoot ? rootfsProperties : mountPointProperties;
    const { values, complaints } = readPropertyValues(table, value, release);
    const volume = values.get("volume")?.value;
    if (complaints.length === 0 && volume && !volume.startsWith("/") && volumeId(volume) === undefined)
      volumes.add(volume);
  }
  return volumes;
}

/** Proxmox writes the pending changes when they have a key, if only one that it leaves out. */
function holdsAnything(section: Section, { settings, raw, environmentLines, notes }: Content): boolean {
  if (settings.size > 0 || raw.length > 0 || environmentLines.length > 0 || makesNotes(notes)) return true;
  return section.lines.some((line) => line.kind === "setting");
}

function written({ notes, settings, raw, environment }: Content): string {
  let text = writtenNotes(notes, settings.get("description")?.value);
  for (const key of [...settings.keys()].sort()) {
    if (key !== "description") text += `${key}: ${settings.get(key)?.value}\n`;
  }
  for (const entry of environment) if (entry !== "") text += `lxc.environment.runtime: ${entry}\n`;
  for (const entry of raw) text += entry;
  return text;
}
