import { isDigit, isLetter } from "../syntax/characters.js";
import { isCidr, isIpv4, isIpv6 } from "./addresses.js";
import { consistsOf, digitsEnd, isAlphanumeric, isHexadecimal, isWord } from "./wordCharacters.js";

/**
 * The formats of names and addresses. Each check gives the reader's complaint in its own words, or undefined when the value is right.
 * Sources: pve-common 9.2.1, src/PVE/JSONSchema.pm, and pve-container 6.1.10, src/PVE/LXC/Config.pm.
 */

export function dnsName(text: string): string | undefined {
  let last = 46;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const plain = isAlphanumeric(code);
    // A hyphen stands within a label only, a dot behind one only.
    if (!plain && !(code === 45 && last !== 46) && !(code === 46 && last !== 46 && last !== 45)) return badDnsName;
    last = code;
  }
  return last === 46 || last === 45 ? badDnsName : undefined;
}

export function ipv4(text: string): string | undefined {
  return isIpv4(text) ? undefined : "value does not look like a valid IPv4 address";
}

export function ipv6(text: string): string | undefined {
  return isIpv6(text) ? undefined : "value does not look like a valid IPv6 address";
}

export function ipv4Config(text: string): string | undefined {
  if (text === "dhcp" || text === "manual" || isCidr(text, 4)) return undefined;
  return "value does not look like a valid ipv4 network configuration";
}

export function ipv6Config(text: string): string | undefined {
  if (text === "auto" || text === "dhcp" || text === "manual" || isCidr(text, 6)) return undefined;
  return "value does not look like a valid ipv6 network configuration";
}

/** An address of a name server: IPv4, IPv6, or a link-local IPv6 address with `%` and the interface. */
export function nameServer(text: string): string | undefined {
  const percent = text.startsWith("fe80:") ? text.indexOf("%") : -1;
  const fits = percent < 0 ? isIpv4(text) || isIpv6(text) : isIpv6(text, 0, percent) && isInterface(text, percent + 1);
  return fits ? undefined : "value does not look like a valid IP address";
}

/** Six pairs of hexadecimal digits with colons; the second digit is even, so the address is one of a single machine. */
export function macAddress(text: string): string | undefined {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (at % 3 === 2 ? code !== 58 : !isHexadecimal(code)) return badMacAddress;
  }
  return text.length === 17 && "02468aceACE".includes(text.charAt(1)) ? undefined : badMacAddress;
}

/** The name of an interface or bridge: letters, digits, `-`, `_`, `.`; its length is not looked at. */
export function interfaceName(text: string): string | undefined {
  return text !== "" && consistsOf(text, 0, isOfInterfaceName) ? undefined : badPattern;
}

function isOfInterfaceName(code: number): boolean {
  return isWord(code) || code === 45 || code === 46;
}

/** `2;3;10`. */
export function vlanTrunks(text: string): string | undefined {
  let last = 59;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && (code !== 59 || last === 59)) return badPattern;
    last = code;
  }
  return last === 59 ? badPattern : undefined;
}

const badPattern = "value does not match the regex pattern";
const badDnsName = "value does not look like a valid DNS name";
const badMacAddress = "value does not look like a valid unicast MAC address";

/** Source: pve-common 9.2.1, JSONSchema.pm, pve_verify_iface(). */
function isInterface(text: string, from: number): boolean {
  if (!isLetter(text.charCodeAt(from))) return false;
  let at = from + 1;
  while (isWord(text.charCodeAt(at))) at++;
  if (at < from + 2 || at > from + 21) return false;
  if (at === text.length) return true;
  const separator = text.charCodeAt(at);
  return (separator === 58 || separator === 46) && at + 1 < text.length && digitsEnd(text, at + 1) === text.length;
}
