import { isIpv4, isIpv6 } from "./addresses.js";

/** An address as the number that its bits make. */
export interface NumberedAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** The address that a text is; undefined for anything else. */
export function addressOf(text: string, family: 4 | 6): NumberedAddress | undefined {
  if (family === 4) return isIpv4(text) ? { family, value: ipv4Value(text) } : undefined;
  return isIpv6(text) ? { family, value: ipv6Value(text) } : undefined;
}

/** How many bits an address of the family has. */
export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** The bits of an address behind its first `length`, which tell the machines of a network apart. */
export function hostBits({ family, value }: NumberedAddress, length: number): bigint {
  return value & hostMask(family, length);
}

/** Whether both lie in one network of that prefix length. */
export function isSameNetwork(left: NumberedAddress, right: NumberedAddress, length: number): boolean {
  const host = BigInt(bitsOf(left.family) - length);
  return left.family === right.family && left.value >> host === right.value >> host;
}

/** All host bits set: in IPv4 the address that reaches every machine of the network. */
export function isLastOfNetwork(address: NumberedAddress, length: number): boolean {
  return hostBits(address, length) === hostMask(address.family, length);
}

export function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
}

function hostMask(family: 4 | 6, length: number): bigint {
  return (1n << BigInt(bitsOf(family) - length)) - 1n;
}

function ipv4Value(text: string): bigint {
  let value = 0;
  for (const part of text.split(".")) value = value * 256 + Number(part);
  return BigInt(value);
}

function ipv6Value(text: string): bigint {
  const [front = "", back] = text.split("::");
  const before = groupsOf(front);
  const after = back === undefined ? [] : groupsOf(back);
  const gap = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...gap, ...after].reduce((value, group) => (value << 16n) + group, 0n);
}

/** The last two groups may be written as an IPv4 address. */
function groupsOf(text: string): readonly bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const value = ipv4Value(group);
    return [value >> 16n, value & 0xffffn];
  });
}
