import { capabilities } from "../../knowledge/capabilities.js";
import { environmentOfLxcStart, lxcSignals } from "../../knowledge/lxcWords.js";
import { factOf } from "../keys.js";
import { integerOf, isUnsigned, maximumOf } from "./numbers.js";

/** The last capability that Linux has had since 5.9. */
const lastCapability = 40n;
const realTimeSignals = 30n;

/** Words of a value, split at blanks and tabs. */
export function blankSeparated(text: string): readonly string[] {
  return text.split(/[ \t]/).filter((word) => word !== "");
}

/** Source: liblxc 6.0.6 and 5.0.2, src/lxc/caps.c, parse_cap(), loaded. */
export function isCapability(word: string): boolean {
  return factOf(capabilities, word) !== undefined || isUnsigned(word, lastCapability);
}

/** A name in any case, with `SIG`; `SIGRTMIN+n` and `SIGRTMAX-n` up to 30; or a number that begins with a digit. Source: liblxc 5.0.2, src/lxc/utils.c, sig_parse(), loaded. */
export function isSignal(text: string): boolean {
  if (/^[0-9]/.test(text)) return isUnsigned(text, maximumOf.integer);
  const name = text.toUpperCase();
  if (!name.startsWith("SIG")) return false;
  const realTime = /^SIG(?:RTMIN\+|RTMAX-)(?=[0-9])(.*)$/.exec(name)?.[1];
  return realTime === undefined ? lxcSignals.includes(name.slice(3)) : isUnsigned(realTime, realTimeSignals);
}

/** A name in any case, or a number from 0 to 8 that begins with a digit. Source: liblxc 5.0.2, src/lxc/log.c, lxc_log_set_level(), loaded. */
export function isLogLevel(text: string, names: readonly string[]): boolean {
  return /^[0-9]/.test(text) ? isUnsigned(text, 8n) : names.includes(text.toUpperCase());
}

/** `u` or `g` and three numbers. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile_utils.c, parse_idmaps(), loaded. */
export function isIdMap(text: string): boolean {
  const [type, ...numbers] = blankSeparated(text);
  if ((type !== "u" && type !== "g") || numbers.length !== 3) return false;
  return numbers.every((number) => isUnsigned(number, maximumOf.unsignedLong));
}

/** Numbers with commas between them, one at least; empty parts are passed over. Source: liblxc 5.0.2, src/lxc/confile.c, set_config_init_groups(), loaded. */
export function areGroupIds(text: string): boolean {
  const parts = text.split(",").filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => isUnsigned(part));
}

/**
 * Where liblxc means to refuse what is no number it returns an error number that text leaves at "no error": so text loads and is passed over, and
 * only numbers out of range are refused. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_init_uid(), loaded.
 */
export function isLenientNumber(text: string, maximum: bigint): boolean {
  if (text.trimStart().startsWith("-")) return false;
  const value = integerOf(text);
  return value === undefined || value > maximumOf.unsigned ? (value ?? 0n) <= maximumOf.unsignedLong : value <= maximum;
}

/** Words of `lxc.mount.auto`. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_mount_auto(), loaded. */
export function isAutomaticMount(word: string, words: readonly string[]): boolean {
  return words.includes(word) || word.startsWith("shmounts:");
}

/** Options that only mount entries have; liblxc looks for them anywhere in the text. Source: liblxc 6.0.6 and 5.0.2, src/lxc/conf.c, parse_lxc_mount_attrs(), loaded. */
export function areRootfsOptions(text: string): boolean {
  const refused = ["create=dir", "create=file", "optional", "relative"];
  return !refused.some((word) => text.includes(word)) && !text.split(",").includes("idmap=");
}

/** A NAME=VALUE, or the name of a variable that the environment of `lxc-start` has. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_environment(), loaded. */
export function isEnvironment(text: string): boolean {
  return text.includes("=") || environmentOfLxcStart.includes(text);
}

/** Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_cgroup_dir(), loaded; `..` is refused anywhere, in `a..b` too. */
export function isCgroupPath(text: string): boolean {
  return !text.startsWith("/") && !text.includes("..");
}

export function isSingleName(text: string): boolean {
  return !text.includes("/") && text !== "." && text !== "..";
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}
