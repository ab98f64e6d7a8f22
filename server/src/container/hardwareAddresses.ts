import { isHexadecimal } from "./wordCharacters.js";

/**
 * Why no interface can get this address when LXC sets it: it cannot be `read`, is that of a group of machines (`multicast`), or consists of zeros.
 * Undefined for one that works. An `x` stands for a random digit, and no group's address comes of it. Source: liblxc 5.0.2, src/lxc/network.c,
 * lxc_convert_mac(), and confile_utils.c, rand_complete_hwaddr(), started.
 */
export function hardwareAddressFault(text: string): "read" | "multicast" | "zero" | undefined {
  const bytes = bytesOf(text.replaceAll(/[xX]/g, "2"));
  if (!bytes) return "read";
  if (((bytes[0] ?? 0) & 1) === 1) return "multicast";
  return bytes.length === length && bytes.every((byte) => byte === 0) ? "zero" : undefined;
}

/** The address in the form in which two of them can be compared; undefined for one that LXC cannot read, and for one with random digits. */
export function comparableHardwareAddress(text: string): string | undefined {
  const bytes = bytesOf(text);
  return bytes?.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

const length = 6;

/** One or two digits a byte, with a colon behind each or without; what follows the sixth byte is not read. */
function bytesOf(text: string): readonly number[] | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length && bytes.length < length; ) {
    if (!isHexadecimal(text.charCodeAt(at))) return undefined;
    const isPair = isHexadecimal(text.charCodeAt(at + 1));
    const end = at + (isPair ? 2 : 1);
    if (!isPair && end < text.length && text.charCodeAt(end) !== 58) return undefined;
    bytes.push(Number.parseInt(text.slice(at, end), 16));
    at = text.charCodeAt(end) === 58 ? end + 1 : end;
  }
  return bytes;
}
