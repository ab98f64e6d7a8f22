import type { HostDescription } from "../../knowledge/hostDescription.js";
import { type ProxmoxRelease, releaseFacts } from "../../knowledge/releases.js";
import type { Line } from "../../syntax/document.js";
import { isNumeric, isTrue, numberIn } from "../perlValues.js";
import type { PropertyValues } from "../propertyValues.js";
import { type LineOrigin, type Origin, originIn, originOf } from "./origin.js";

/** A line of the config that Proxmox writes for liblxc, as `key = value`. */
export interface ExpandedLine {
  readonly key: string;
  readonly value: string;
  readonly origin: Origin;
}

/** What Proxmox draws at random or takes from the host, so that it does not stand in the text. */
export interface Note {
  readonly message: string;
  readonly origin: Origin;
}

/** A setting as Proxmox keeps it in its memory. */
export interface KeptSetting {
  readonly value: string;
  readonly line: Line;
}

/** An entry of the list of raw lines. */
export interface RawLine {
  readonly key: string;
  readonly value: string;
  readonly line: Line;
}

/** A config while it is being expanded. */
export interface Draft {
  readonly ctid: number;
  readonly release: ProxmoxRelease;
  readonly host: HostDescription;
  readonly settings: ReadonlyMap<string, KeptSetting>;
  readonly raw: readonly RawLine[];
  readonly environment: readonly KeptSetting[];
  readonly features: PropertyValues;
  /** What makes the container unprivileged; undefined for a privileged one. */
  readonly unprivilegedBy: LineOrigin | undefined;
  /** The first `lxc.idmap`, which takes the place of Proxmox' own map. */
  readonly ownIdMap: RawLine | undefined;
  readonly lines: ExpandedLine[];
  readonly warnings: string[];
  readonly notes: Note[];
}

/** Why Proxmox writes no config. */
export interface Refused {
  /** In Proxmox' own words, with the line feed. */
  readonly error: string;
  /** Where that comes from; undefined when it is a key that is not there. */
  readonly origin: LineOrigin | undefined;
  readonly reason: /** Proxmox' reader complains of the line too. */
    | "reader"
    /** `arch`, `ostype` or `rootfs` is not there. */
    | "setting"
    | "bridge"
    | "mtu"
    /** `ip6=auto` of an interface that liblxc itself sets up. */
    | "slaac"
    /** A `devN` without a path. */
    | "path"
    /** A `devN` that the host does not have. */
    | "device"
    | "kernel";
}

/** Adds lines to the draft, unless Proxmox refuses the container. */
export type Step = (draft: Draft) => Refused | undefined;

export function refused(reason: Refused["reason"], error: string, origin: LineOrigin | undefined): Refused {
  return { error: `${error}\n`, origin, reason };
}

export function add(draft: Draft, key: string, value: string, origin: Origin): void {
  draft.lines.push({ key, value, origin });
}

/** The value of a setting when it is true to Perl. */
export function trueSetting(draft: Draft, key: string): KeptSetting | undefined {
  const setting = draft.settings.get(key);
  return isTrue(setting?.value) ? setting : undefined;
}

/** Where a feature is switched on; undefined when it is off. */
export function featureOrigin(draft: Draft, name: string): LineOrigin | undefined {
  const property = draft.features.values.get(name);
  const line = draft.settings.get("features")?.line;
  return line && isTrue(property?.value) ? originIn(line, property) : undefined;
}

/** The first raw line of a key. */
export function rawLine(draft: Draft, key: string): RawLine | undefined {
  return draft.raw.find((entry) => entry.key === key);
}

/** The number that Perl sees in a setting; it warns when the text holds more than that. */
export function numberOf(draft: Draft, setting: KeptSetting, operation = "multiplication (*)"): number {
  if (!isNumeric(setting.value)) draft.warnings.push(`Argument "${setting.value}" isn't numeric in ${operation}\n`);
  return numberIn(setting.value);
}

export function settingOrigin(setting: KeptSetting): LineOrigin {
  return originOf(setting.line);
}

/** Whether the host's liblxc, or that of the release, is 4.0 or later. */
export function hasLiblxc4({ host, release }: Draft): boolean {
  return Number.parseInt(host.liblxc ?? releaseFacts[release].liblxc, 10) >= 4;
}
