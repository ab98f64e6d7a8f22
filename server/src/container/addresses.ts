import { isDigit } from "../syntax/characters.js";
import { isHexadecimal } from "./wordCharacters.js";

/** Whether `[from, to)` is an IPv4 address, four numbers from 0 to 255 without leading zeros. Source: pve-common 9.2.1, $IPV4RE. */
export function isIpv4(text: string, from = 0, to = text.length): boolean {
  let at = from;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text.charCodeAt(at++) !== 46) return false;
    const start = at;
    let value = 0;
    while (at < to && at - start < 3 && isDigit(text.charCodeAt(at))) value = value * 10 + text.charCodeAt(at++) - 48;
    const digits = at - start;
    if (digits === 0 || value > 255 || (digits > 1 && text.charCodeAt(start) === 48)) return false;
  }
  return at === to;
}

/**
 * Whether `[from, to)` is an IPv6 address: eight groups of one to four hexadecimal digits, one `::` for one group or more, the last two
 * groups written as an IPv4 address or not. Source: pve-common 9.2.1, $IPV6RE.
 */
export function isIpv6(text: string, from = 0, to = text.length): boolean {
  let groups = 0;
  let gap = false;
  let at = from;
  if (text.charCodeAt(at) === 58) {
    if (text.charCodeAt(at + 1) !== 58) return false;
    gap = true;
    at += 2;
  }
  while (at < to) {
    const start = at;
    while (at < to && at - start < 4 && isHexadecimal(text.charCodeAt(at))) at++;
    if (at === start) return false;
    if (text.charCodeAt(at) === 46 && at < to) {
      groups += 2;
      return isIpv4(text, start, to) && (gap ? groups <= 7 : groups === 8);
    }
    groups++;
    if (at === to) break;
    if (text.charCodeAt(at++) !== 58) return false;
    if (at < to && text.charCodeAt(at) === 58) {
      if (gap) return false;
      gap = true;
      at++;
    } else if (at === to) return false;
  }
  return at === to && (gap ? groups <= 7 : groups === 8);
}

/** Whether a text is an address with a prefix length of 8 or more. Source: pve-common 9.2.1, JSONSchema.pm, pve_verify_cidrv4() and -v6(). */
export function isCidr(text: string, family: 4 | 6): boolean {
  const slash = text.indexOf("/");
  if (slash < 0 || !(family === 4 ? isIpv4(text, 0, slash) : isIpv6(text, 0, slash))) return false;
  if (slash + 1 === text.length) return false;
  for (let at = slash + 1; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  const length = Number(text.slice(slash + 1));
  return length > 7 && length <= (family === 4 ? 32 : 128);
}
