import { defaultHost } from "../host/host.js";
import type { DeviceNumbers, HostDescription } from "../knowledge/hostDescription.js";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a value, or throws a `WrongHost` for what the field cannot be. */
type Reader<Value> = (value: unknown, field: string) => Value;

/** What is wrong with a description: the field, and what it must be. */
export class WrongHost extends Error {}

const readers: { readonly [Field in keyof HostDescription]: Reader<HostDescription[Field]> } = {
  controllers(value, field) {
    const { v1, v2, ...others } = objectAt(value, field);
    refuseOthers(others, field, ["v1", "v2"]);
    return {
      v1: v1 === undefined ? defaultHost.controllers.v1 : namesAt(v1, `${field}.v1`),
      v2: v2 === undefined ? defaultHost.controllers.v2 : orUnknown(namesAt)(v2, `${field}.v2`),
    };
  },
  bridges: orUnknown((value, field) => entriesAt(value, field, wholeNumberAt)),
  bridgeMtu: wholeNumberAt,
  liblxc: orUnknown(versionAt),
  templates: namesAt,
  devices: orUnknown((value, field) => entriesAt(value, field, deviceAt)),
  kernel: versionAt,
  syscallSocket: orUnknown(textAt),
  smallestCpuWeight: wholeNumberAt,
};

/**
 * The host that a JSON value describes; what it leaves out is as in `defaultHost`, and null says that it is not known. Throws `WrongHost` with what
 * is wrong.
 */
export function describedHost(json: unknown): HostDescription {
  const fields = objectAt(json, "the host");
  const names = Object.keys(readers) as (keyof HostDescription)[];
  refuseOthers(Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(readers, name))), "", names);
  const given = names.filter((name) => fields[name] !== undefined);
  return { ...defaultHost, ...Object.fromEntries(given.map((name) => [name, readers[name](fields[name], name)])) };
}

function refuseOthers(others: Fields, field: string, known: readonly string[]): void {
  const [name] = Object.keys(others);
  if (name === undefined) return;
  throw new WrongHost(`there is no field ${field && `${field}.`}${name}; known are ${known.join(", ")}`);
}

/** Null in JSON is what is not known. */
function orUnknown<Value>(reader: Reader<Value>): Reader<Value | undefined> {
  return (value, field) => (value === null ? undefined : reader(value, field));
}

function objectAt(value: unknown, field: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(field, "an object", value);
  return value as Fields;
}

function entriesAt<Value>(value: unknown, field: string, reader: Reader<Value>): Readonly<Record<string, Value>> {
  const entries = Object.entries(objectAt(value, field));
  return Object.fromEntries(entries.map(([name, entry]) => [name, reader(entry, `${field}[${JSON.stringify(name)}]`)]));
}

function namesAt(value: unknown, field: string): readonly string[] {
  if (!Array.isArray(value)) throw wrong(field, "a list of names", value);
  return value.map((entry: unknown, index) => textAt(entry, `${field}[${index}]`));
}

function textAt(value: unknown, field: string): string {
  if (typeof value !== "string" || value === "") throw wrong(field, "a text", value);
  return value;
}

function versionAt(value: unknown, field: string): string {
  if (typeof value !== "string" || !/^\d+\.\d+/.test(value)) throw wrong(field, 'a version such as "6.0.5"', value);
  return value;
}

function wholeNumberAt(value: unknown, field: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw wrong(field, "a whole number", value);
  return value;
}

function deviceAt(value: unknown, field: string): DeviceNumbers {
  const { type, major, minor, ...others } = objectAt(value, field);
  refuseOthers(others, field, ["type", "major", "minor"]);
  if (type !== "b" && type !== "c") throw wrong(`${field}.type`, '"b" or "c"', type);
  return { type, major: wholeNumberAt(major, `${field}.major`), minor: wholeNumberAt(minor, `${field}.minor`) };
}

function wrong(field: string, expected: string, value: unknown): WrongHost {
  const got = value === undefined ? "is missing" : `is ${JSON.stringify(value).slice(0, 40)}`;
  return new WrongHost(`${field} must be ${expected}, but ${got}`);
}
