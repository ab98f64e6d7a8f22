import { isBlank, isDigit } from "./characters.js";
import { partOf, type Token } from "./token.js";

/** The value of an `lxc.cgroup2.devices.allow` or `.deny`. */
export interface DeviceRule extends Token {
  /** `a`: every device; else character or block devices. Absent when the rule is malformed or names a path. */
  readonly type: "a" | "b" | "c" | undefined;
  /** `*` is every number. */
  readonly major: number | "*" | undefined;
  readonly minor: number | "*" | undefined;
  /** A node of the host whose numbers LXC looks up at start; then `major` and `minor` are undefined. */
  readonly path: string | undefined;
  /** Some of `r`, `w`, `m`, in the order written; all three for `a`. */
  readonly access: string;
  /** Where the rule stops being one; absent when LXC takes it. */
  readonly fault: Token | undefined;
}

/**
 * Reads a device rule: `a`, `/dev/fuse rwm`, or `c 10:229 rwm` with exactly one blank between its parts. LXC drops a rule with a fault and starts the
 * container without it. Source: liblxc 6.0.6, src/lxc/cgroups/cgfsng.c, device_cgroup_rule_parse().
 */
export function readDeviceRule(value: Token): DeviceRule {
  const { text } = value;
  if (text === "a")
    return { ...value, type: "a", major: "*", minor: "*", path: undefined, access: "rwm", fault: undefined };
  const faultAt = (at: number): DeviceRule => ({
    ...value,
    type: undefined,
    major: undefined,
    minor: undefined,
    path: undefined,
    access: "",
    fault: partOf(value, Math.min(at, Math.max(0, text.length - 1)), text.length),
  });
  if (text.startsWith("/dev/")) return readPathRule(value);
  const letter = text[0];
  if (letter !== "a" && letter !== "b" && letter !== "c") return faultAt(0);
  if (!isBlank(text.charCodeAt(1))) return faultAt(1);
  const majorEnd = numberEnd(text, 2);
  if (majorEnd === 2) return faultAt(2);
  if (text.charCodeAt(majorEnd) !== 58) return faultAt(majorEnd);
  const minorEnd = numberEnd(text, majorEnd + 1);
  if (minorEnd === majorEnd + 1) return faultAt(minorEnd);
  if (!isBlank(text.charCodeAt(minorEnd))) return faultAt(minorEnd);
  let at = minorEnd + 1;
  // LXC reads three letters at the most; what follows the third is never looked at.
  while (at < text.length && at < minorEnd + 4) {
    if (!"rwm".includes(text.charAt(at))) return faultAt(at);
    at++;
  }
  return {
    ...value,
    type: letter,
    major: numberOf(text.slice(2, majorEnd)),
    minor: numberOf(text.slice(majorEnd + 1, minorEnd)),
    path: undefined,
    access: text.slice(minorEnd + 1, at),
    fault: undefined,
  };
}

/** `/dev/fuse rwm`; only `allow` knows it. */
function readPathRule(value: Token): DeviceRule {
  const gap = value.text.indexOf(" ");
  const path = gap < 0 ? value.text : value.text.slice(0, gap);
  const access = gap < 0 ? "" : value.text.slice(gap + 1);
  return { ...value, type: undefined, major: undefined, minor: undefined, path, access, fault: undefined };
}

function numberEnd(text: string, from: number): number {
  if (text.charCodeAt(from) === 42) return from + 1;
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function numberOf(text: string): number | "*" {
  return text === "*" ? "*" : Number(text);
}
