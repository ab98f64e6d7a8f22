import { rawValue } from "../../container/container.js";
import { keyNameOf, proxmoxKey } from "../../container/keys.js";
import { releaseHas } from "../../container/releases.js";
import { snapshotsOf } from "../../container/snapshots.js";
import type { ProxmoxKeyFact } from "../../knowledge/fact.js";
import { proxmoxKeys } from "../../knowledge/proxmoxKeys.js";
import type { Key } from "./keys.js";
import type { Place } from "./place.js";

/** The plain keys that the release has, that belong to the section and that it does not have yet. */
export function plainKeys(place: Place, typed: string): readonly Key[] {
  const { settings, target } = place.rest();
  const fits = place.section.kind === "snapshot" ? orderOf(place) : () => true;
  return Object.entries(proxmoxKeys).flatMap(([entry, fact]) => {
    if (!releaseHas(target.proxmox, fact) || !belongsTo(place, entry, fact)) return [];
    const name = fact.indexes === undefined ? entry : freeName(settings, entry, fact.indexes, typed);
    if (name === undefined || settings.has(name) || !fits(name)) return [];
    return [{ name, entry, about: ["key", name] as const }];
  });
}

/**
 * Which keys can stand at this line of a snapshot. Proxmox writes them in the order of their bytes and nothing between them; whatever is out of
 * this order was added by somebody who meant the container.
 */
function orderOf({ section, start }: Place): (name: string) => boolean {
  const above = section.lines.findLast((line) => line.start < start);
  const below = section.lines.find((line) => line.start > start);
  const [first, last] = [above?.key?.text, below?.kind === "setting" ? below.key?.text : undefined];
  return (name) => {
    if (name === "parent" || name === "snaptime") return true;
    if (above && above.kind !== "setting") return false;
    return (first === undefined || first < name) && (last === undefined || name < last);
  };
}

/** Keys that Proxmox keeps for itself are written by hand where somebody puts them right. */
function belongsTo({ section, container }: Place, entry: string, fact: ProxmoxKeyFact): boolean {
  switch (entry) {
    case "delete":
      return section.kind === "pending" && !section.lines.some(({ kind }) => kind === "delete");
    case "snaptime":
      return section.kind === "snapshot";
    case "parent":
      return section.kind !== "pending" && snapshotsOf(container.document).size > (section.kind === "main" ? 0 : 1);
    case "dev":
      return rawValue(container, "lxc.autodev")?.value.text !== "0";
    case "unused":
      return section.kind !== "pending";
    // A line alone does not make a template, and variables have lines of their own.
    case "template":
    case "env":
      return false;
    default:
      return fact.internal !== true;
  }
}

/** The first free number, unless the number that is being typed is free. */
function freeName(used: ReadonlyMap<string, unknown>, name: string, indexes: number, typed: string) {
  if (keyNameOf(typed).name === name && proxmoxKey(typed) && !used.has(typed)) return typed;
  for (let index = 0; index < indexes; index++) if (!used.has(`${name}${index}`)) return `${name}${index}`;
  return undefined;
}
