import type { NumberedAddress } from "../../container/addressNumbers.js";

/** `fe80::/10`, the IPv6 addresses that are good on every link. */
export function isLinkLocal({ family, value }: NumberedAddress): boolean {
  return family === 6 && value >> 118n === 0x3fan;
}
