import { isIpv4, isIpv6 } from "../addresses.js";
import { isUnsigned } from "./numbers.js";

/** `ADDRESS[/PREFIX][ BROADCAST]`, one blank between the two. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_net_ipv4_address(), loaded. */
export function isIpv4Address(text: string): boolean {
  const blank = text.indexOf(" ");
  if (blank >= 0 && !isIpv4(text.slice(blank + 1))) return false;
  const [address = "", prefix] = cutAt(blank < 0 ? text : text.slice(0, blank), "/");
  return isIpv4(address) && (prefix === undefined || isUnsigned(prefix, 32n));
}

/** `ADDRESS[/PREFIX]`; a prefix of any length loads. Source: as above, set_config_net_ipv6_address(). */
export function isIpv6Address(text: string): boolean {
  const [address = "", prefix] = cutAt(text, "/");
  return isIpv6(address) && (prefix === undefined || isUnsigned(prefix));
}

/** An address, `auto` or `dev`. Source: as above, set_config_net_ipv4_gateway() and its sister. */
export function isGateway(text: string, family: 4 | 6): boolean {
  return text === "auto" || text === "dev" || (family === 4 ? isIpv4(text) : isIpv6(text));
}

/** `NETWORK/PREFIX`. Source: as above, set_config_net_veth_ipv4_route() and its sister. */
export function isRoute(text: string, family: 4 | 6): boolean {
  const [network = "", prefix] = cutAt(text, "/");
  if (prefix === undefined) return false;
  return family === 4 ? isIpv4(network) && isUnsigned(prefix, 32n) : isIpv6(network) && isUnsigned(prefix, 128n);
}

function cutAt(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
