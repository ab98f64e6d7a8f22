import type { Fact, Facts, LxcKeyFact, ProxmoxKeyFact, RenamedLxcKeyFact } from "../knowledge/fact.js";
import { lxcKeys } from "../knowledge/lxcKeys.js";
import { proxmoxKeys } from "../knowledge/proxmoxKeys.js";
import { renamedLxcKeys } from "../knowledge/renamedLxcKeys.js";
import { isDigit } from "../syntax/characters.js";
import { remembered } from "./remembered.js";

/** The entry of a table, and never one of JavaScript's own properties such as `constructor`. */
export function factOf<F extends Fact>(table: Facts<F>, name: string): F | undefined {
  // Most names that are asked for are in no table, and the second look costs more than the first.
  const fact = table[name];
  return fact !== undefined && Object.hasOwn(table, name) ? fact : undefined;
}

/** A key cut into its name and the number at its end. */
export interface KeyName {
  readonly name: string;
  /** The digits as written; empty when there are none. */
  readonly digits: string;
}

/** `mp0` is `mp` and `0`; `hostname` has no digits. */
export function keyNameOf(key: string): KeyName {
  let at = key.length;
  while (at > 0 && isDigit(key.charCodeAt(at - 1))) at--;
  return { name: key.slice(0, at), digits: key.slice(at) };
}

/** The fact about a plain key such as `memory` or `mp0`; undefined for a key that Proxmox does not know, which includes `net32` and `mp00`. */
export const proxmoxKey = remembered(findProxmoxKey);

function findProxmoxKey(key: string): ProxmoxKeyFact | undefined {
  const whole = factOf(proxmoxKeys, key);
  if (whole) return whole.indexes === undefined ? whole : undefined;
  const { name, digits } = keyNameOf(key);
  const fact = factOf(proxmoxKeys, name);
  if (fact?.indexes === undefined || digits === "" || (digits.length > 1 && digits.startsWith("0"))) return undefined;
  return Number(digits) < fact.indexes ? fact : undefined;
}

/** What the tables say about a raw key, and under which name: `lxc.net.0.type` stands there as `lxc.net.N.type`. */
export interface LxcKey {
  readonly name: string;
  readonly fact: LxcKeyFact;
}

/** The fact about a raw key; the most specific entry wins. Undefined for a key that the tables do not have. */
export const lxcKey = remembered(findLxcKey);

function findLxcKey(key: string): LxcKey | undefined {
  const exact = factOf(lxcKeys, key);
  if (exact) return { name: key, fact: exact };
  const parts = key.split(".");
  if (parts[1] === "net" && parts[2] !== undefined && isNumber(parts[2])) {
    const name = ["lxc", "net", "N", ...parts.slice(3)].join(".");
    const fact = factOf(lxcKeys, name);
    return fact && { name, fact };
  }
  for (let count = parts.length - 1; count > 1; count--) {
    const name = `${parts.slice(0, count).join(".")}.*`;
    const fact = factOf(lxcKeys, name);
    if (fact) return { name, fact };
  }
  return undefined;
}

/** The fact about a key that liblxc had under this name before 2.1. */
export function renamedLxcKey(key: string): RenamedLxcKeyFact | undefined {
  const exact = factOf(renamedLxcKeys, key);
  if (exact) return exact;
  const dot = key.indexOf(".", "lxc.".length);
  return dot < 0 ? undefined : factOf(renamedLxcKeys, `${key.slice(0, dot)}.*`);
}

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return text !== "";
}
