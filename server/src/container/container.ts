import { type DeviceRule, readDeviceRule } from "../syntax/deviceRule.js";
import type { Document, Line, Section } from "../syntax/document.js";
import { type IdMap, readIdMap } from "../syntax/idMap.js";
import { unquoted } from "../syntax/nativeLine.js";
import { type Property, readProperties } from "../syntax/propertyString.js";
import type { Token } from "../syntax/token.js";
import { keyNameOf } from "./keys.js";
import { type MountEntry, mountEntryOf, rootfsPath } from "./mountEntries.js";
import { newestTarget, type Target } from "./target.js";
import { validateRawKey } from "./validate.js";
import { countsAsTrue } from "./values.js";

/** A plain key with its value, as one line sets it. */
export interface Setting {
  readonly line: Line;
  readonly key: Token;
  readonly value: Token;
}

/** A raw `lxc.*` line that reaches liblxc. */
export interface RawEntry {
  readonly line: Line;
  readonly key: Token;
  /** The value without the quotes that liblxc takes away. */
  readonly value: Token;
  /** The later line whose empty value takes this one back. */
  readonly clearedBy: Line | undefined;
}

export interface Features extends Setting {
  readonly properties: readonly Property[];
}

/** A `devN` line. */
export interface Device extends Setting {
  readonly properties: readonly Property[];
  /** The node on the host; absent when the line names none. */
  readonly path: Token | undefined;
}

export interface RawDeviceRule extends RawEntry {
  readonly rule: DeviceRule;
}

export interface RawIdMap extends RawEntry {
  readonly map: IdMap;
}

/** What the lines of one section mean together. */
export interface Meaning {
  readonly section: Section;
  /** By key; the last line of a key wins. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** In the order of the file. Lines that Proxmox drops are not among them. */
  readonly raw: readonly RawEntry[];
  readonly features: Features | undefined;
  readonly devices: readonly Device[];
  /** The mount entries that are carried out, in the order of the file. Those that Proxmox adds itself are not among them. */
  readonly mountEntries: readonly MountEntry[];
  /** `lxc.cgroup2.devices.allow` and `.deny`, with those of cgroup v1. */
  readonly deviceRules: readonly RawDeviceRule[];
  readonly idMaps: readonly RawIdMap[];
  /** What makes the container unprivileged: the setting, or its first ID map; undefined for a privileged container. */
  readonly unprivilegedBy: Setting | RawEntry | undefined;
}

/** A config with its meaning: that of its main section, which is the one that counts when the container starts. */
export interface Container extends Meaning {
  readonly document: Document;
  readonly target: Target;
  /** What the document has, for whoever wants to know quickly whether to look: kinds of lines, and keys without the number at their end. */
  readonly topics: ReadonlySet<string>;
}

/** The container that a document describes, as the target's programs understand it. Never fails. */
export function containerOf(document: Document, target: Target = newestTarget): Container {
  return { ...meaningOf(document, document.main, target), document, target, topics: topicsOf(document) };
}

export function isUnprivileged(meaning: Meaning): boolean {
  return meaning.unprivilegedBy !== undefined;
}

/** The raw entry that decides a scalar key: the last one, unless it is empty. */
export function rawValue(meaning: Meaning, key: string): RawEntry | undefined {
  const last = meaning.raw.findLast((entry) => entry.key.text === key);
  return last?.value.text ? last : undefined;
}

/** Whether a feature such as `fuse` is switched on. */
export function hasFeature(meaning: Meaning, name: string): boolean {
  const property = meaning.features?.properties.find((each) => each.key?.text === name);
  return property?.value !== undefined && countsAsTrue(property.value.text);
}

/** What the lines of a section mean. */
export function meaningOf(document: Document, section: Section, target: Target): Meaning {
  const settings = new Map<string, Setting>();
  const written: { line: Line; key: Token; value: Token }[] = [];
  for (const line of section.lines) {
    const { key, value } = line;
    if (!key || !value) continue;
    if (line.kind === "setting") settings.set(key.text, { line, key, value });
    else if (
      line.kind === "raw" &&
      (document.dialect === "lxc" || validateRawKey(key.text, target.proxmox) !== "dropped")
    ) {
      written.push({ line, key, value: unquoted(value) });
    }
  }
  const raw = withClearings(written);
  const inForce = raw.filter((entry) => !entry.clearedBy && entry.value.text !== "");
  const rootfs = rootfsPath(raw);
  const features = settings.get("features");
  const unprivileged = settings.get("unprivileged");
  const idMaps = inForce
    .filter((entry) => entry.key.text === "lxc.idmap")
    .map((entry) => ({ ...entry, map: readIdMap(entry.value) }));
  return {
    section,
    settings,
    raw,
    features: features && { ...features, properties: readProperties(features.value) },
    devices: devicesAmong(settings),
    mountEntries: inForce.flatMap((entry) =>
      entry.key.text === "lxc.mount.entry" ? (mountEntryOf(entry, rootfs) ?? []) : [],
    ),
    deviceRules: inForce
      .filter((entry) => deviceRuleKeys.has(entry.key.text))
      .map((entry) => ({ ...entry, rule: readDeviceRule(entry.value) })),
    idMaps,
    unprivilegedBy: unprivileged && countsAsTrue(unprivileged.value.text) ? unprivileged : idMaps[0],
  };
}

const deviceRuleKeys = new Set([
  "lxc.cgroup2.devices.allow",
  "lxc.cgroup2.devices.deny",
  "lxc.cgroup.devices.allow",
  "lxc.cgroup.devices.deny",
]);

/** An empty value clears what earlier lines of the same key have set. Source: liblxc 6.0.6, src/lxc/confile.c, the clr_config_*() functions. */
function withClearings(written: readonly { line: Line; key: Token; value: Token }[]): readonly RawEntry[] {
  const clearings = new Map<string, Line>();
  const entries: RawEntry[] = [];
  for (const entry of [...written].reverse()) {
    entries.push({ ...entry, clearedBy: clearings.get(entry.key.text) });
    if (entry.value.text === "") clearings.set(entry.key.text, entry.line);
  }
  return entries.reverse();
}

function devicesAmong(settings: ReadonlyMap<string, Setting>): readonly Device[] {
  const devices: Device[] = [];
  for (const [key, setting] of settings) {
    if (!key.startsWith("dev") || keyNameOf(key).name !== "dev") continue;
    const properties = readProperties(setting.value);
    const path = properties.find((each) => !each.key || each.key.text === "path")?.value;
    devices.push({ ...setting, properties, path });
  }
  return devices;
}

function topicsOf(document: Document): ReadonlySet<string> {
  const topics = new Set<string>();
  for (const line of document.lines) {
    topics.add(line.kind);
    if (line.kind === "setting" && line.key) topics.add(keyNameOf(line.key.text).name);
    else if (line.kind === "raw" && line.key) topics.add(line.key.text);
  }
  return topics;
}
