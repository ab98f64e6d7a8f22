import { decimalOf, integerOf, maximumOf } from "./numbers.js";

const size = /^([^a-zA-Z]*(?:0[xX][0-9a-fA-F]*[0-9])?)([a-zA-Z]{0,2})$/;
const multipliers = new Map([
  ["KB", 2n ** 10n],
  ["MB", 2n ** 20n],
  ["GB", 2n ** 30n],
]);

/**
 * A size such as `auto`, `131072`, `64kB` or `1 GB`. A single letter behind the number is passed over, whatever it is. Source: liblxc 5.0.2,
 * src/lxc/string_utils.c, parse_byte_size_string(), loaded.
 */
export function isConsoleSize(text: string): boolean {
  if (text === "auto") return true;
  const [, number = "", suffix = ""] = size.exec(text) ?? [];
  const multiplier = suffix.length < 2 ? 1n : multipliers.get(suffix.toUpperCase());
  const value = integerOf(suffix === "" ? number : number.trimEnd());
  return value !== undefined && multiplier !== undefined && value >= 0n && value * multiplier <= maximumOf.long;
}

const unitsOfTime = new Map([
  ["h", 3600n],
  ["m", 60n],
  ["s", 1n],
  ["ms", 1_000_000n],
  ["us", 1000n],
  ["ns", 1n],
]);
const timeOffset = /^[ \t-\r]*([+-]?[0-9]+)([^0-9]{1,2})$/;

/**
 * A time such as `-5m` or `1 s`: all behind the number has two characters at the most, so `1 ms` is none. Up to liblxc 5 a negative number
 * goes only with `s` and `ns`. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_time_offset_boot(), loaded.
 */
export function isTimeOffset(text: string, takesNegative: boolean): boolean {
  const [, number = "", rest = ""] = timeOffset.exec(text) ?? [];
  const value = decimalOf(number);
  const unit = rest.trim();
  const multiplier = unitsOfTime.get(unit);
  if (value === undefined || multiplier === undefined) return false;
  if (value < 0n && multiplier !== 1n && !takesNegative) return false;
  const total = value * multiplier;
  return total <= maximumOf.long && total >= -maximumOf.long - 1n;
}

/** The two halves of a resource limit; a half without a number counts as 0. */
export interface ResourceLimit {
  readonly soft: bigint;
  readonly hard: bigint;
}

/** A limit such as `1024`, `1024:2048` or `unlimited`; undefined for a text that liblxc refuses. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_prlimit(), loaded. */
export function resourceLimitOf(text: string): ResourceLimit | undefined {
  const colon = text.indexOf(":");
  const soft = limitOf(colon < 0 ? text : text.slice(0, colon));
  const hard = colon < 0 ? soft : limitOf(text.slice(colon + 1));
  return soft === undefined || hard === undefined ? undefined : { soft, hard };
}

function limitOf(text: string): bigint | undefined {
  const word = text.trim();
  if (word === "unlimited") return maximumOf.unsignedLong;
  const value = word === "" ? 0n : decimalOf(word);
  if (value === undefined || value > maximumOf.unsignedLong || -value > maximumOf.unsignedLong) return undefined;
  return value < 0n ? value + maximumOf.unsignedLong + 1n : value;
}
