import { CompletionItemKind } from "vscode-languageserver-types";
import { proxmoxKey } from "../../container/keys.js";
import { releaseHas } from "../../container/releases.js";
import { ancestryOf, snapshotsOf, timeOf } from "../../container/snapshots.js";
import type { ProxmoxKeyFact } from "../../knowledge/fact.js";
import { timezones } from "../../knowledge/timezones.js";
import { usualValues } from "../../knowledge/usualValues.js";
import type { Section } from "../../syntax/document.js";
import { readableSize } from "../sizes.js";
import type { ValuePlace } from "./place.js";
import { propertiesOf, proposeProperties, wordValues } from "./properties.js";
import { otherWords, type Proposal, type Proposals, pieceAt, proposeFor, wordsOf } from "./proposal.js";
import { seenNames } from "./seen.js";

/** What can stand at the cursor in the value of a plain key. */
export function proposeSetting(place: ValuePlace): Proposals | undefined {
  const { key, value, at } = place;
  if (key === "delete")
    return place.section.kind === "pending" ? proposeWords(place, ",", settable(place), ",") : undefined;
  const fact = proxmoxKey(key);
  if (!fact || !releaseHas(place.container.target.proxmox, fact)) return undefined;
  const table = propertiesOf(key);
  if (table) return proposeProperties(place, table);
  switch (key) {
    case "tags":
      return proposeWords(place, ";, ", seenNames(place.documents(), "tag"), ";");
    case "nameserver":
      return proposeWords(place, " ,", seenNames(place.documents(), "name server"), " ");
    case "searchdomain":
      return proposeWords(place, " ,", seenNames(place.documents(), "search domain"), " ");
    default:
      return proposeFor(pieceAt(value, at, ""), wholeValues(place, fact));
  }
}

/** Words of a list that are not there yet. */
function proposeWords(place: ValuePlace, separators: string, words: readonly string[], joint: string): Proposals {
  const piece = pieceAt(place.value, place.at, separators);
  const used = otherWords(place.value, piece, separators);
  const free = words.filter((word) => !used.has(word));
  return proposeFor(piece, wordsOf(free, CompletionItemKind.Value, "seen"), joint);
}

function wholeValues(place: ValuePlace, fact: ProxmoxKeyFact): readonly Proposal[] {
  const { key } = place;
  switch (key) {
    case "parent":
      return parents(place);
    // A line alone makes no template.
    case "template":
      return wordsOf(["0"], CompletionItemKind.EnumMember);
    case "timezone":
      return wordsOf(["host", "UTC", ...timezones.split(/\s+/)], CompletionItemKind.EnumMember);
    case "hookscript":
      return wordsOf(seenNames(place.documents(), "hook script"), CompletionItemKind.File, "seen");
    case "ostype":
      return distributions(place, fact);
    case "memory":
    case "swap":
      return (usualValues[key]?.values ?? []).map((label): Proposal => {
        return { label, kind: CompletionItemKind.Value, note: readableSize(Number(label) * 2 ** 20) };
      });
    default: {
      const usual = wordsOf(usualValues[key]?.values ?? [], CompletionItemKind.Value);
      return [...wordValues(fact, place.container.target.proxmox), ...usual];
    }
  }
}

/** In an unmanaged container Proxmox sets up neither network nor names, so whoever has written these does not mean one. */
function distributions(place: ValuePlace, fact: ProxmoxKeyFact): readonly Proposal[] {
  const isSetUp = [...place.rest().settings.keys()].some((key) => setUpInside.test(key));
  return wordValues(fact, place.container.target.proxmox).flatMap((word): Proposal[] => {
    if (isSetUp && word.label === "unmanaged") return [];
    return [{ ...word, about: ["distribution", word.label] }];
  });
}

const setUpInside = /^(?:net[0-9]+|hostname|nameserver|searchdomain|timezone)$/;

/** The snapshots that a state can come from, newest first: not itself, nor one that comes from it. */
function parents({ container, section }: ValuePlace): readonly Proposal[] {
  const snapshots = snapshotsOf(container.document);
  const later = section.kind === "snapshot" ? descendantsOf(snapshots, section.name) : new Set<string>();
  const earlier = [...snapshots].filter(([name]) => !later.has(name));
  earlier.sort(([, left], [, right]) => (timeOf(right) > timeOf(left) ? 1 : -1));
  const names = earlier.map(([name]) => name);
  return wordsOf(names, CompletionItemKind.Reference, "snapshot");
}

/** The snapshot itself, and those that name it or one of these as their parent. */
function descendantsOf(snapshots: ReadonlyMap<string, Section>, name: string): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const [child, section] of snapshots) {
    const parent = ancestryOf(section)?.parent;
    if (parent !== undefined) addTo(children, parent, child);
  }
  const found = new Set([name]);
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child);
  return found;
}

function addTo(lists: Map<string, string[]>, name: string, item: string): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}

/** The settings of the container that the next start can remove. */
function settable({ container }: ValuePlace): readonly string[] {
  return [...container.settings.keys()].filter((key) => isRemovable(key));
}

function isRemovable(key: string): boolean {
  const fact = proxmoxKey(key);
  return fact !== undefined && fact.internal !== true && fact.required !== true;
}
