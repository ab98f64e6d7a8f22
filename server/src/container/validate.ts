import type { ProxmoxKeyFact, ProxmoxVerdict } from "../knowledge/fact.js";
import { propertyTables } from "../knowledge/properties.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";
import { isBlank } from "../syntax/characters.js";
import { type Format, formats } from "./formats.js";
import { keyNameOf, lxcKey, proxmoxKey, renamedLxcKey } from "./keys.js";
import { boolean, integer, number } from "./numberFormats.js";
import { integerText } from "./perlValues.js";
import { type Complaint, noComplaints, readPropertyValues } from "./propertyValues.js";
import { hasBegun, releaseHas } from "./releases.js";
import { booleanOf } from "./values.js";

/** What Proxmox' reader does with a plain key and its value. It keeps both in every case and works on with them. */
export interface SettingVerdict {
  /** The value as Proxmox keeps it: `yes` becomes `1` and `010` becomes `10`; a value that it complains about stays as it is. */
  readonly value: string;
  /** Empty when the line is accepted. */
  readonly complaints: readonly Complaint[];
}

/**
 * The verdict of a release's reader on `key: value`, in any section. Minima, maxima and choices of plain keys are not looked at: only
 * the API does that. Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, parse_pct_config() and check_type(), run on every form.
 */
export function validateSetting(key: string, value: string, release: ProxmoxRelease): SettingVerdict {
  const fact = ownLines.has(key) ? undefined : proxmoxKey(key);
  if (!fact || !releaseHas(release, fact)) {
    const complaint = of("unknown-key", `unknown setting '${key}'`, 0, value.length);
    return { value, complaints: [{ ...complaint, since: fact?.since }] };
  }
  const feed = value.indexOf("\r");
  if (feed >= 0) return rejected(value, of("line-feed", "property contains a line feed", feed, feed + 1));
  switch (fact.type) {
    case "boolean":
      return typeVerdict(value, boolean(value)) ?? accepted(booleanOf(value) ? "1" : "0");
    case "integer":
      return typeVerdict(value, integer(value)) ?? accepted(integerText(value));
    case "number":
      return typeVerdict(value, number(value)) ?? accepted(value);
    case "properties":
      return propertyVerdict(key, value, release);
    default:
      return formatVerdict(fact, value, release);
  }
}

/** The value of a line as Proxmox keeps it, without the verdict: only booleans and integers are kept in another form. */
export function keptValue(key: string, value: string, release: ProxmoxRelease): string {
  const type = proxmoxKey(key)?.type;
  return type === "boolean" || type === "integer" ? validateSetting(key, value, release).value : value;
}

/** The verdict of a release's reader on a raw line of that key. Source: as above, is_valid_lxc_conf_key(). */
export function validateRawKey(key: string, release: ProxmoxRelease): ProxmoxVerdict {
  const known = lxcKey(key)?.fact;
  if (!known) return renamedLxcKey(key)?.proxmox ?? verdictByPrefix(key);
  if (known.proxmox === "dropped" || !releaseHas(release, known)) return "dropped";
  return known.proxmox === "deprecated" && !hasBegun(release, known.deprecatedSince) ? "accepted" : known.proxmox;
}

/** Lines of these names are read by forms of their own; one that is not is an unknown key. */
const ownLines = new Set(["snapstate", "delete"]);

/** Keys with these beginnings are taken over whatever follows. Those of cgroup v1 and `lxc.limit.` stand in the tables. */
function verdictByPrefix(key: string): ProxmoxVerdict {
  for (const prefix of ["lxc.cgroup2.", "lxc.prlimit.", "lxc.net."]) if (key.startsWith(prefix)) return "accepted";
  return "dropped";
}

function typeVerdict(value: string, message: string | undefined): SettingVerdict | undefined {
  return message === undefined ? undefined : rejected(value, of("type", message, 0, value.length));
}

function propertyVerdict(key: string, value: string, release: ProxmoxRelease): SettingVerdict {
  const table = propertyTables[keyNameOf(key).name];
  return { value, complaints: table ? readPropertyValues(table, value, release).complaints : noComplaints };
}

function formatVerdict(fact: ProxmoxKeyFact, value: string, release: ProxmoxRelease): SettingVerdict {
  if (fact.format === undefined) return accepted(value);
  const format = formats[fact.format];
  if (format.kind === "list") return listVerdict(format, value, release);
  const message = format.check(value, release);
  return message === undefined ? accepted(value) : rejected(value, of("format", message, 0, value.length));
}

/**
 * Items of a list are separated by commas, semicolons and blanks; by NUL alone when there is one. The reader stops at the first bad one.
 * Source: pve-common 9.2.1, split_list().
 */
function listVerdict(format: Format, value: string, release: ProxmoxRelease): SettingVerdict {
  const hasNul = value.includes("\0");
  let last = value.length;
  while (hasNul && value.charCodeAt(last - 1) === 0) last--;
  for (let start = 0; start < last; ) {
    let end = start;
    while (end < last && !separates(value.charCodeAt(end), hasNul)) end++;
    if (end > start || hasNul) {
      const message = format.check(value.slice(start, end), release);
      if (message !== undefined) return rejected(value, of("format", message, start, end));
    }
    start = end + 1;
  }
  return accepted(value);
}

function separates(code: number, hasNul: boolean): boolean {
  return hasNul ? code === 0 : code === 44 || code === 59 || isBlank(code);
}

function accepted(value: string): SettingVerdict {
  return { value, complaints: noComplaints };
}

function rejected(value: string, complaint: Complaint): SettingVerdict {
  return { value, complaints: [complaint] };
}

function of(kind: Complaint["kind"], message: string, start: number, end: number): Complaint {
  return { kind, message, property: undefined, since: undefined, start, end };
}
