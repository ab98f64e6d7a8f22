import type { Container } from "../../container/container.js";
import { lastAnswer } from "../../container/lastAnswer.js";
import { networksOf, partOfInterface } from "../../container/networks.js";

/** The first half of the addresses that Proxmox gives out itself, as the addresses in published configs show. */
const prefix = "BC:24:11";

/** What addresses are drawn from. */
interface Source {
  readonly hash: number;
  readonly taken: ReadonlySet<string | undefined>;
}

/**
 * An address that no other interface of the config has. It is drawn from the text of the main section, so that the same config always gets the
 * same one and two containers, which differ in their volumes at least, get two.
 */
export function freshHardwareAddress(container: Container, number: number): string {
  const { hash, taken } = sourceOf(container);
  let serial = hash + number;
  let address = addressFrom(serial);
  while (taken.has(address)) address = addressFrom(++serial);
  return address;
}

const sourceOf = lastAnswer((container: Container): Source => {
  const { main } = container.document;
  const text = container.document.text.slice(main.lines[0]?.start ?? 0, main.lines.at(-1)?.end ?? 0);
  const networks = networksOf(container);
  const taken = new Set(networks.map((each) => partOfInterface(each, "hwaddr")?.text.toUpperCase()));
  return { hash: hashOf(text), taken };
});

function addressFrom(serial: number): string {
  const digits = (serial & 0xffffff).toString(16).toUpperCase().padStart(6, "0");
  return `${prefix}:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`;
}

/** FNV-1a with 32 bits, folded so that all of them count for the 24 that are used. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 8) ^ (hash & 0xff);
}
