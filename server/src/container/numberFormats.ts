import { booleanOf } from "./values.js";
import { digitsEnd, fractionEnd, isSign } from "./wordCharacters.js";

/**
 * The types of Proxmox' schema. Each check gives the reader's complaint in its own words, or undefined when the value is right.
 * Sources: pve-container 6.1.10, src/PVE/LXC/Config.pm, check_type(), for plain keys; pve-common 9.2.1, src/PVE/JSONSchema.pm, check_type(),
 * for property strings.
 */

export function boolean(text: string): string | undefined {
  return booleanOf(text) === undefined ? `type check ('boolean') failed - got '${text}'` : undefined;
}

/** A plain key takes digits only. */
export function integer(text: string): string | undefined {
  return text !== "" && digitsEnd(text, 0) === text.length ? undefined : wrongType("integer", text);
}

/** In a property string an integer may have a sign. */
export function signedInteger(text: string): string | undefined {
  const start = signEnd(text);
  return text.length > start && digitsEnd(text, start) === text.length ? undefined : wrongType("integer", text);
}

/** A plain key takes digits with or without a fraction, no sign, no exponent. */
export function number(text: string): string | undefined {
  const end = digitsEnd(text, 0);
  const whole = end > 0 && (end === text.length || fractionEnd(text, end) === text.length);
  return whole ? undefined : wrongType("number", text);
}

/** In a property string a number may have a sign, an exponent, and lack the digits on one side of its point. */
export function signedNumber(text: string): string | undefined {
  const start = signEnd(text);
  let at = digitsEnd(text, start);
  let count = at - start;
  if (text.charCodeAt(at) === 46) {
    const end = digitsEnd(text, at + 1);
    count += end - at - 1;
    at = end;
  }
  if (count === 0) return wrongType("number", text);
  if (text.charCodeAt(at) === 101 || text.charCodeAt(at) === 69) {
    const first = at + 1 + (isSign(text.charCodeAt(at + 1)) ? 1 : 0);
    at = digitsEnd(text, first);
    if (at === first) return wrongType("number", text);
  }
  return at === text.length ? undefined : wrongType("number", text);
}

function wrongType(type: string, text: string): string {
  return `type check ('${type}') failed - got '${text}'`;
}

function signEnd(text: string): number {
  return isSign(text.charCodeAt(0)) ? 1 : 0;
}
