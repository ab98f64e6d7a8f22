import { isBlank, isDigit } from "../syntax/characters.js";

/**
 * What Perl makes of a text where a number or a truth is asked for. Proxmox keeps values that it could not read as the text that
 * stands in the file and works on with it, so these rules decide what such a container gets. Source: perlop and perlnumber, Perl 5.36, run.
 */

/** Every text but the empty one and `0` is true; a setting that is missing is not. */
export function isTrue(text: string | undefined): text is string {
  return text !== undefined && text !== "" && text !== "0";
}

/** The number at the start of a text, 0 when there is none: `512M` is 512, `1e3` is 1000, `0x10` is 0. */
export function numberIn(text: string): number {
  return numberEnd(text).value;
}

/** Whether the whole text is a number; otherwise Perl warns that it "isn't numeric". */
export function isNumeric(text: string): boolean {
  return numberEnd(text).whole;
}

/** A number as Perl writes it: integers below 2^64 in full, everything else with 15 significant digits. */
export function numberText(value: number | bigint): string {
  if (typeof value === "bigint")
    return value < 2n ** 64n && value >= -(2n ** 63n) ? String(value) : numberText(Number(value));
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  return shortest(value);
}

/** Digits as the integer that Perl makes of them: `010` is 10. */
export function integerText(digits: string): string {
  return digits.length < 16 ? String(Number(digits)) : numberText(BigInt(digits));
}

/** `int(text * factors…)`, as Perl writes it: exact up to 2^64. */
export function productText(number: number, factor: number): string {
  const product = Math.trunc(number * factor);
  if (Number.isSafeInteger(product) || !Number.isSafeInteger(number) || !Number.isSafeInteger(factor)) {
    return numberText(product);
  }
  return numberText(BigInt(number) * BigInt(factor));
}

/** `%.15g` of C. */
function shortest(value: number): string {
  const [digits = "0", exponentText = "0"] = value.toExponential(14).split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 15) {
    const power = Math.abs(exponent);
    return `${withoutZeros(digits)}e${exponent < 0 ? "-" : "+"}${power < 10 ? `0${power}` : power}`;
  }
  return withoutZeros(value.toFixed(14 - exponent));
}

function withoutZeros(digits: string): string {
  if (!digits.includes(".")) return digits;
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, digits.charCodeAt(end - 1) === 46 ? end - 1 : end);
}

function numberEnd(text: string): { readonly value: number; readonly whole: boolean } {
  let start = 0;
  while (isBlank(text.charCodeAt(start))) start++;
  let at = start;
  const sign = text.charCodeAt(at);
  if (sign === 43 || sign === 45) at++;
  const word = namedNumber(text, at);
  if (word) return { value: sign === 45 ? -word.value : word.value, whole: blankFrom(text, at + word.length) };
  const digits = at;
  at = digitsEnd(text, at);
  let count = at - digits;
  if (text.charCodeAt(at) === 46) {
    const end = digitsEnd(text, at + 1);
    count += end - at - 1;
    if (count > 0) at = end;
  }
  if (count === 0) return { value: 0, whole: false };
  const mark = text.charCodeAt(at);
  if (mark === 101 || mark === 69) {
    const exponentSign = text.charCodeAt(at + 1);
    const first = at + 1 + (exponentSign === 43 || exponentSign === 45 ? 1 : 0);
    const end = digitsEnd(text, first);
    if (end > first) at = end;
  }
  return { value: Number(text.slice(start, at)), whole: blankFrom(text, at) };
}

/** `inf`, `infinity` and `nan` are numbers in any case of letters. */
function namedNumber(text: string, at: number): { readonly value: number; readonly length: number } | undefined {
  const letter = text.charCodeAt(at) | 32;
  if (letter !== 105 && letter !== 110) return undefined;
  const word = text.slice(at, at + 8).toLowerCase();
  if (word === "infinity") return { value: Number.POSITIVE_INFINITY, length: 8 };
  if (word.startsWith("inf")) return { value: Number.POSITIVE_INFINITY, length: 3 };
  return word.startsWith("nan") ? { value: Number.NaN, length: 3 } : undefined;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function blankFrom(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return true;
}
