const integer = /^[ \t-\r]*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*|[1-9][0-9]*))$/;
const decimal = /^([+-]?)([0-9]+)$/;

/** Characters; no number that fits anywhere is longer, unless somebody pads it with zeros or blanks. To read a longer one takes a time that is not linear. */
const longest = 400;

/** The largest values of C's types. */
export const maximumOf = {
  unsigned: 2n ** 32n - 1n,
  integer: 2n ** 31n - 1n,
  long: 2n ** 63n - 1n,
  unsignedLong: 2n ** 64n - 1n,
};

/**
 * The number that a text is to liblxc: `0x10` is 16 and `010` is 8, blanks and a sign may stand in front. Undefined for anything else.
 * Source: liblxc 5.0.2, src/lxc/string_utils.c, lxc_safe_int() and its sisters, loaded.
 */
export function integerOf(text: string): bigint | undefined {
  const small = smallDecimal(text);
  if (small !== undefined) return BigInt(small);
  const match = integer.exec(text);
  if (!match || text.length > longest) return undefined;
  const [, sign, hexadecimal, digits = "0"] = match;
  const octal = digits.length > 1 && digits.startsWith("0");
  const size = BigInt(hexadecimal !== undefined ? `0x${hexadecimal}` : octal ? `0o${digits.slice(1)}` : digits);
  return sign === "-" ? -size : size;
}

/** Plain digits without a zero in front, as nearly every number is written, are read without a pattern. */
function smallDecimal(text: string): number | undefined {
  if (text.length === 0 || text.length > 15 || (text.length > 1 && text.charCodeAt(0) === 48)) return undefined;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether a text is a number from 0 to `maximum`; even `-0` is not. */
export function isUnsigned(text: string, maximum: bigint = maximumOf.unsigned): boolean {
  const value = integerOf(text);
  return value !== undefined && !text.includes("-") && value <= maximum;
}

/** Whether a text is a number that fits into 32 bits with a sign. */
export function isInteger(text: string): boolean {
  const value = integerOf(text);
  return value !== undefined && value <= maximumOf.integer && value >= -maximumOf.integer - 1n;
}

/** The number that a text is in base 10, with a sign or without; leading zeros do not count. */
export function decimalOf(text: string): bigint | undefined {
  const match = text.length > longest ? undefined : decimal.exec(text);
  return match ? BigInt(match[2] ?? "0") * (match[1] === "-" ? -1n : 1n) : undefined;
}
