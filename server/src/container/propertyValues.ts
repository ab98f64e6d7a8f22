import type { Facts, PropertyFact, Versions } from "../knowledge/fact.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";
import { skipBlanks } from "../syntax/characters.js";
import type { Span } from "../syntax/token.js";
import { formats } from "./formats.js";
import { factOf } from "./keys.js";
import { boolean, signedInteger, signedNumber } from "./numberFormats.js";
import { isTrue } from "./perlValues.js";
import { hasBegun, releaseHas } from "./releases.js";
import { booleanOf } from "./values.js";

/** What Proxmox' reader objects to. The offsets count from the start of the value. */
export interface Complaint extends Span {
  /**
   * Of a key: `unknown-key`, `line-feed`. Of a value: `type`, `format`, `pattern`, `minimum`, `maximum`, `choice`. Of a property string:
   * `unknown-property`, `missing-property`; and the three at which the reader stops reading it: `repeated-property`,
   * `incomplete-property` (`name=`), `nameless-value` (no property takes a value without a name).
   */
  readonly kind:
    | "unknown-key"
    | "line-feed"
    | "type"
    | "format"
    | "pattern"
    | "minimum"
    | "maximum"
    | "choice"
    | "unknown-property"
    | "missing-property"
    | "repeated-property"
    | "incomplete-property"
    | "nameless-value";
  /** In the reader's words. */
  readonly message: string;
  readonly property: string | undefined;
  /** The releases that have what this one lacks: a key, a property or a word of its value. */
  readonly since: Versions | undefined;
}

/** A property with its value. The span is that of `name=value`, counted from the start of the property string. */
export interface PropertyValue extends Span {
  /** Booleans are `1` and `0`. */
  readonly value: string;
}

/** A property string as Proxmox reads it. */
export interface PropertyValues {
  /** By property. Incomplete when there are complaints. */
  readonly values: ReadonlyMap<string, PropertyValue>;
  /** Empty when the reader takes the string. */
  readonly complaints: readonly Complaint[];
}

export const noComplaints: readonly Complaint[] = [];

/**
 * Reads a property string such as `name=eth0,bridge=vmbr0` and checks it against its table. Source: pve-common 9.2.1,
 * src/PVE/JSONSchema.pm, parse_property_string(), check_object() and check_prop().
 */
export function readPropertyValues(table: Facts<PropertyFact>, text: string, release: ProxmoxRelease): PropertyValues {
  const known = readings.get(text);
  if (known?.table === table && known.release === release) return known.values;
  if (readings.size === mostReadings) readings.clear();
  const values = read(table, text, release);
  readings.set(text, { table, release, values });
  return values;
}

/** The reader, the volumes, the networks and the expansion ask for the same strings one after the other, and while somebody types most stay the same. */
const readings = new Map<string, { table: Facts<PropertyFact>; release: ProxmoxRelease; values: PropertyValues }>();

/** Few, as each may keep the text of a whole file in memory. */
const mostReadings = 16;

function read(table: Facts<PropertyFact>, text: string, release: ProxmoxRelease): PropertyValues {
  const values = new Map<string, PropertyValue>();
  let complaints: Complaint[] | undefined;
  let nameless = false;
  for (let start = 0; start < text.length; ) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 ? text.length : comma;
    const equals = indexOfEquals(text, start, end);
    if (skipBlanks(text, start, end) === end) {
      // An empty part is skipped.
    } else if (equals === start || equals + 1 === end) {
      return stopped(
        values,
        "incomplete-property",
        "missing key in comma-separated list property",
        undefined,
        start,
        end,
      );
    } else {
      const named = equals < end;
      const name = named ? text.slice(start, equals) : defaultPropertyOf(table);
      const valueStart = named ? equals + 1 : start;
      if (name === undefined) {
        const message = "value without key, but schema does not define a default key";
        return stopped(values, "nameless-value", message, undefined, start, end);
      }
      // Perl asks a named value whether it is there, and one without a name whether the earlier one is true.
      if (named ? values.has(name) : nameless || isTrue(values.get(name)?.value)) {
        const message = `duplicate key in comma-separated list property: ${name}`;
        return stopped(values, "repeated-property", message, name, start, end);
      }
      if (!named) nameless = true;
      const value = text.slice(valueStart, end);
      const fact = factOf(table, name);
      values.set(name, { value: fact?.type === "boolean" ? normalisedBoolean(value) : value, start, end });
      const complaint =
        fact && releaseHas(release, fact)
          ? complaintAbout(fact, name, value, valueStart, release)
          : unknownProperty(fact, name, start, named ? equals : end);
      if (complaint) {
        complaints ??= [];
        complaints.push(complaint);
      }
    }
    start = end + 1;
  }
  for (const name of requiredPropertiesOf(table)) {
    if (values.has(name)) continue;
    complaints ??= [];
    complaints.push({
      kind: "missing-property",
      message: "property is missing and it is not optional",
      property: name,
      since: undefined,
      start: 0,
      end: text.length,
    });
  }
  return { values, complaints: complaints ?? noComplaints };
}

/**
 * The complaints as Proxmox writes them into its error. Where there are several, Proxmox orders them anew at each run; here they
 * stand in the order of the text.
 */
export function errorText(complaints: readonly Complaint[]): string {
  let text = "format error\n";
  for (const { kind, message, property } of complaints) {
    if (kind === "repeated-property" || kind === "incomplete-property" || kind === "nameless-value")
      return `${message}\n`;
    text += kind === "format" ? `${property}: invalid format - ${message}\n\n` : `${property}: ${message}\n`;
  }
  return text;
}

function indexOfEquals(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 61) return at;
  return to;
}

function normalisedBoolean(value: string): string {
  const truth = booleanOf(value);
  return truth === undefined ? value : truth ? "1" : "0";
}

function stopped(
  values: ReadonlyMap<string, PropertyValue>,
  kind: Complaint["kind"],
  message: string,
  property: string | undefined,
  start: number,
  end: number,
): PropertyValues {
  return { values, complaints: [{ kind, message, property, since: undefined, start, end }] };
}

function unknownProperty(fact: PropertyFact | undefined, property: string, start: number, end: number): Complaint {
  const message = "property is not defined in schema and the schema does not allow additional properties";
  return { kind: "unknown-property", message, property, since: fact?.since, start, end };
}

function complaintAbout(
  fact: PropertyFact,
  property: string,
  value: string,
  start: number,
  release: ProxmoxRelease,
): Complaint | undefined {
  const wrong = (kind: Complaint["kind"], message: string, since?: Versions): Complaint => {
    return { kind, message, property, since, start, end: start + value.length };
  };
  if (fact.type === "boolean") {
    const message = boolean(value);
    return message === undefined ? undefined : wrong("type", message);
  }
  if (fact.type === "integer" || fact.type === "number") {
    const message = fact.type === "integer" ? signedInteger(value) : signedNumber(value);
    if (message !== undefined) return wrong("type", message);
    if (fact.maximum !== undefined && Number(value) > fact.maximum) {
      return wrong("maximum", `value must have a maximum value of ${fact.maximum}`);
    }
    if (fact.minimum !== undefined && Number(value) < fact.minimum) {
      return wrong("minimum", `value must have a minimum value of ${fact.minimum}`);
    }
    return undefined;
  }
  if (fact.format !== undefined) {
    const format = formats[fact.format];
    const message = format.check(value, release);
    if (message === undefined) return undefined;
    return wrong(format.kind === "pattern" ? "pattern" : "format", message, youngestWord(fact, value, release));
  }
  if (fact.values && !fact.values.includes(value)) {
    const choices = fact.values.join(", ");
    return wrong("choice", `value '${value}' does not have a value in the enumeration '${choices}'`);
  }
  return undefined;
}

/** The release that brought a word of the value, where this one does not have it yet. */
function youngestWord(fact: PropertyFact, value: string, release: ProxmoxRelease): Versions | undefined {
  for (const [word, since] of Object.entries(fact.valuesSince ?? {})) {
    if (!hasBegun(release, since) && value.split(";").includes(word)) return since;
  }
  return undefined;
}

const defaultProperties = new WeakMap<Facts<PropertyFact>, string | null>();
const requiredProperties = new WeakMap<Facts<PropertyFact>, readonly string[]>();

/** The property of a table that takes a value without a name; undefined when none does. */
export function defaultPropertyOf(table: Facts<PropertyFact>): string | undefined {
  let name = defaultProperties.get(table);
  if (name === undefined) {
    name = Object.keys(table).find((each) => table[each]?.isDefault) ?? null;
    defaultProperties.set(table, name);
  }
  return name ?? undefined;
}

function requiredPropertiesOf(table: Facts<PropertyFact>): readonly string[] {
  let names = requiredProperties.get(table);
  if (!names) {
    names = Object.keys(table).filter((name) => table[name]?.required === "reader");
    requiredProperties.set(table, names);
  }
  return names;
}
