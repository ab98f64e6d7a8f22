import type { Container } from "../../container/container.js";
import { freeNumbers } from "../../container/freeKeys.js";
import { hasLiblxc, type Target } from "../../container/target.js";
import { validateRawKey } from "../../container/validate.js";
import { cgroupFiles } from "../../knowledge/cgroupFiles.js";
import type { LxcKeyFact } from "../../knowledge/fact.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import { sysctls } from "../../knowledge/sysctls.js";
import type { Key } from "./keys.js";
import { hasRawEffect } from "./rawEffects.js";

/** The raw keys that the programs of the target take and that have an effect beside the lines that are there. */
export function rawKeys(rest: Container, typed: string): readonly Key[] {
  const used = new Set(rest.raw.map(({ key }) => key.text));
  const number = interfaceNumber(rest, typed);
  const keys: Key[] = [];
  for (const [entry, fact] of Object.entries(lxcKeys)) {
    // Nobody begins with cgroup v1 today.
    if (fact.kind === "clear" || fact.refused || entry.startsWith("lxc.cgroup.")) continue;
    for (const name of namesOf(entry, number)) {
      if (used.has(name) && fact.kind !== "list") continue;
      if (!isKnown(name, fact, rest) || !hasRawEffect(name, entry, rest, used)) continue;
      const isSysctl = entry === "lxc.sysctl.*";
      keys.push({ name, entry, about: isSysctl ? ["sysctl", name.slice("lxc.sysctl.".length)] : ["raw key", name] });
    }
  }
  return keys;
}

const namespaces = lxcKeys["lxc.namespace.keep"]?.values ?? [];

/** The keys that an entry of the table stands for. */
function namesOf(entry: string, number: number): readonly string[] {
  switch (entry) {
    case "lxc.cgroup2.*":
      return limitNames;
    case "lxc.namespace.share.*":
      return namespaces.map((name) => `lxc.namespace.share.${name}`);
    case "lxc.sysctl.*":
      return Object.keys(sysctls).map((name) => `lxc.sysctl.${name}`);
    default:
      return entry.endsWith("*") ? [] : [entry.replace(".N", `.${number}`)];
  }
}

/** The files of cgroup v2 that limit something and have no entry of their own. */
const limitNames = Object.entries(cgroupFiles).flatMap(([file, format]) => {
  const name = `lxc.cgroup2.${file}`;
  return format === "nothing" || format === "text" || Object.hasOwn(lxcKeys, name) ? [] : [name];
});

function isKnown(name: string, fact: LxcKeyFact, { document, target }: Container): boolean {
  if (document.dialect === "proxmox") return validateRawKey(name, target.proxmox) === "accepted";
  return isInLiblxc(fact, target);
}

function isInLiblxc({ since, removed }: LxcKeyFact, target: Target): boolean {
  if (removed?.liblxc !== undefined && hasLiblxc(target, removed.liblxc)) return false;
  return since?.liblxc === undefined || hasLiblxc(target, since.liblxc);
}

/** The interface that is being typed, else the last one that raw lines make, else the first that is free. */
function interfaceNumber(container: Container, typed: string): number {
  const written = /^lxc\.net\.([0-9]{1,4})/.exec(typed)?.[1];
  if (written !== undefined) return Number(written);
  const last = container.raw.findLast(({ key }) => key.text.startsWith("lxc.net."))?.key.text.split(".")[2];
  if (last !== undefined) return Number(last) || 0;
  return freeNumbers(container, "net", 1)[0] ?? 0;
}
