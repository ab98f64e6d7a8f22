import { skipBlanks } from "./characters.js";
import { partOf, type Token } from "./token.js";

/** One part of a property string: `name=value`, or a bare `value` that belongs to the default property. */
export interface Property extends Token {
  /** Absent for a bare value. Blanks around it belong to it, as Proxmox does not trim. */
  readonly key: Token | undefined;
  /** Absent when the part is `name=` or `=value`, which Proxmox refuses. */
  readonly value: Token | undefined;
}

/**
 * Splits a property string such as `nesting=1,keyctl=1` at its commas. Parts of nothing but blanks are skipped.
 * Source: pve-common 9.2.1, src/PVE/JSONSchema.pm, parse_property_string().
 */
export function readProperties(value: Token): readonly Property[] {
  const properties: Property[] = [];
  const { text } = value;
  for (let start = 0; start <= text.length; ) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 ? text.length : comma;
    if (skipBlanks(text, start, end) < end) properties.push(readProperty(value, start, end));
    start = end + 1;
  }
  return properties;
}

function readProperty(value: Token, start: number, end: number): Property {
  const whole = partOf(value, start, end);
  const equals = whole.text.indexOf("=");
  if (equals < 0) return { ...whole, key: undefined, value: whole };
  const complete = equals > 0 && equals + 1 < whole.text.length;
  return {
    ...whole,
    key: partOf(whole, 0, equals),
    value: complete ? partOf(whole, equals + 1, whole.text.length) : undefined,
  };
}
