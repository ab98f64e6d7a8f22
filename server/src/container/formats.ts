import type { ValueFact } from "../knowledge/fact.js";
import { rootfsProperties } from "../knowledge/properties.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";
import { timezones } from "../knowledge/timezones.js";
import { isBlank, isLetter } from "../syntax/characters.js";
import {
  dnsName,
  interfaceName,
  ipv4,
  ipv4Config,
  ipv6,
  ipv6Config,
  macAddress,
  nameServer,
  vlanTrunks,
} from "./networkFormats.js";
import { hasBegun, isSince } from "./releases.js";
import { consistsOf, digitsEnd, fractionEnd, isAlphanumeric, isWord } from "./wordCharacters.js";

/**
 * The checks with which Proxmox' reader looks at a value. Each gives the reader's complaint in its own words, or undefined when
 * the value is right. All are linear in the text. Sources, where nothing else is said: pve-common 9.2.1, src/PVE/JSONSchema.pm, and
 * pve-container 6.1.10, src/PVE/LXC/Config.pm.
 */
export type FormatCheck = (text: string, release: ProxmoxRelease) => string | undefined;

/** How the reader holds a value against a format. */
export interface Format {
  readonly check: FormatCheck;
  /** `format`: a function of its own; `pattern`: a regular expression of the schema, with one complaint for all; `list`: each item is checked. */
  readonly kind: "format" | "pattern" | "list";
}

/** `STORAGE:NAME`. Source: pve-storage, src/PVE/Storage/Plugin.pm, parse_volume_id(). */
export function volumeId(text: string): string | undefined {
  const colon = text.indexOf(":");
  const fits = colon >= 2 && colon + 1 < text.length && isStorageId(text, colon);
  return fits ? undefined : `unable to parse volume ID '${text}'`;
}

export function configId(text: string): string | undefined {
  const fits = text.length > 1 && isLetter(text.charCodeAt(0)) && consistsOf(text, 1, isOfConfigId);
  return fits ? undefined : `invalid configuration ID '${text}'`;
}

/** A volume, or a path without `.` and `..` as parts; `./a` passes. */
export function mountPath(text: string): string | undefined {
  return hasDotPart(text) || text.startsWith("../") ? `${text} contains illegal character sequences` : undefined;
}

export function devicePath(text: string): string | undefined {
  return hasDotPart(text) || !text.startsWith("/dev/") ? `${text} is not a valid device path` : undefined;
}

/** `8G`, `8.5G`, `512`; from Proxmox VE 9.0 on `8GiB` too. Source: pve-common 9.2.1, JSONSchema.pm, parse_size(). */
export function diskSize(text: string, release: ProxmoxRelease): string | undefined {
  const digits = digitsEnd(text, 0);
  let at = fractionEnd(text, digits);
  if (digits > 0 && at < text.length && "KMGT".includes(text.charAt(at))) {
    at++;
    if (isSince(release, "9.0") && text.startsWith("iB", at)) at += 2;
  }
  return digits > 0 && at === text.length ? undefined : `value does not look like a valid disk size: ${text}`;
}

export function timezone(text: string): string | undefined {
  return text === "host" || text === "UTC" || isTimezone(text) ? undefined : `invalid time zone '${text}'`;
}

export function tag(text: string): string | undefined {
  const first = text.charCodeAt(0);
  const fits = isWord(first) && consistsOf(text, 1, isOfTag);
  return fits ? undefined : "invalid characters in tag";
}

/** `order=1,up=30,down=60` in any order, the first also without its name. A bare `0` is false to Perl and so refused. */
export function startup(text: string): string | undefined {
  let fits = text !== "" && text !== "0";
  for (let start = 0; fits && start < text.length; ) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 ? text.length : comma;
    const value = startupValue(text, start);
    fits = (value < end && digitsEnd(text, value) === end) || isBlankUpTo(text, start, end);
    start = end + 1;
  }
  return fits ? undefined : "unable to parse startup options";
}

/** File systems in `features: mount=`: letters, digits and `_`, separated by `;` or blanks, but not by tabs. */
export function fileSystems(text: string): string | undefined {
  return text !== "" && consistsOf(text, 0, isOfFileSystems) ? undefined : badPattern;
}

/** `0` and three octal digits. */
export function octalMode(text: string): string | undefined {
  const fits = text.length === 4 && text.charCodeAt(0) === 48 && consistsOf(text, 1, isOctal);
  return fits ? undefined : badPattern;
}

/** `noatime;nodev`, of the words that the release knows. */
export function mountOptions(text: string, release: ProxmoxRelease): string | undefined {
  for (let start = 0; start <= text.length; ) {
    const semicolon = text.indexOf(";", start);
    const end = semicolon < 0 ? text.length : semicolon;
    const word = text.slice(start, end);
    if (!mountOptionWords.has(word) || !hasBegun(release, mountOptionFact?.valuesSince?.[word])) return badPattern;
    start = end + 1;
  }
  return undefined;
}

/** `passthrough`, or `u:0:100000:65536;g:…` with kind, id in the container, id on disk, and a count of at least 1. */
export function idMap(text: string): string | undefined {
  if (text === "passthrough") return undefined;
  for (let start = 0; start <= text.length; ) {
    const kind = text.charCodeAt(start);
    if ((kind !== 117 && kind !== 103) || text.charCodeAt(start + 1) !== 58) return badPattern;
    const container = digitsEnd(text, start + 2);
    const disk = digitsEnd(text, container + 1);
    const count = digitsEnd(text, disk + 1);
    if (container === start + 2 || text.charCodeAt(container) !== 58 || disk === container + 1) return badPattern;
    if (text.charCodeAt(disk) !== 58 || text.charCodeAt(disk + 1) === 48 || count === disk + 1) return badPattern;
    if (count < text.length && text.charCodeAt(count) !== 59) return badPattern;
    start = count + 1;
  }
  return undefined;
}

function isOfConfigId(code: number): boolean {
  return isWord(code) || code === 45;
}

function isOfTag(code: number): boolean {
  return isWord(code) || code === 45 || code === 43 || code === 46;
}

function isOfFileSystems(code: number): boolean {
  return isWord(code) || code === 32 || code === 59;
}

function isOctal(code: number): boolean {
  return code >= 48 && code <= 55;
}

/** The formats by the names that the knowledge tables use. */
export const formats: Readonly<Record<NonNullable<ValueFact["format"]>, Format>> = {
  startup: { check: startup, kind: "format" },
  tags: { check: tag, kind: "list" },
  "ip-list": { check: nameServer, kind: "list" },
  "dns-name": { check: dnsName, kind: "format" },
  "dns-name-list": { check: dnsName, kind: "list" },
  timezone: { check: timezone, kind: "format" },
  "volume-id": { check: volumeId, kind: "format" },
  "config-id": { check: configId, kind: "format" },
  "mount-path": { check: mountPath, kind: "format" },
  "disk-size": { check: diskSize, kind: "format" },
  "mount-options": { check: mountOptions, kind: "pattern" },
  "id-map": { check: idMap, kind: "pattern" },
  "mac-address": { check: macAddress, kind: "format" },
  ipv4: { check: ipv4, kind: "format" },
  "ipv4-config": { check: ipv4Config, kind: "format" },
  ipv6: { check: ipv6, kind: "format" },
  "ipv6-config": { check: ipv6Config, kind: "format" },
  "device-path": { check: devicePath, kind: "format" },
  "file-systems": { check: fileSystems, kind: "pattern" },
  "vlan-trunks": { check: vlanTrunks, kind: "pattern" },
  "octal-mode": { check: octalMode, kind: "pattern" },
  "interface-name": { check: interfaceName, kind: "pattern" },
};

const badPattern = "value does not match the regex pattern";
const mountOptionFact = rootfsProperties.mountoptions;
const mountOptionWords = new Set(mountOptionFact?.values);

/** A letter first, then letters, digits, `-`, `_`, `.`, a letter or digit last. */
function isStorageId(text: string, end: number): boolean {
  if (!isLetter(text.charCodeAt(0)) || !isAlphanumeric(text.charCodeAt(end - 1))) return false;
  for (let at = 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isWord(code) && code !== 45 && code !== 46) return false;
  }
  return true;
}

/** Whether a part of a path behind a slash is `.` or `..`. */
function hasDotPart(text: string): boolean {
  for (let at = text.indexOf("/."); at >= 0; at = text.indexOf("/.", at + 1)) {
    const end = at + (text.charCodeAt(at + 2) === 46 ? 3 : 2);
    if (end === text.length || text.charCodeAt(end) === 47) return true;
  }
  return false;
}

function startupValue(text: string, start: number): number {
  for (const name of ["order=", "up=", "down="]) if (text.startsWith(name, start)) return start + name.length;
  return start;
}

function isBlankUpTo(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return true;
}

let knownTimezones: ReadonlySet<string> | undefined;

// Made when the first name is asked for, as few configs have one.
function isTimezone(name: string): boolean {
  knownTimezones ??= new Set(timezones.split(/\s+/));
  return knownTimezones.has(name);
}
