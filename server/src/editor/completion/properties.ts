import { CompletionItemKind } from "vscode-languageserver-types";
import { isUnprivileged, rawValue } from "../../container/container.js";
import { keyNameOf } from "../../container/keys.js";
import { defaultPropertyOf } from "../../container/propertyValues.js";
import { hasBegun, releaseHas } from "../../container/releases.js";
import type { Facts, PropertyFact, ValueFact } from "../../knowledge/fact.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { propertyTables, startupProperties } from "../../knowledge/properties.js";
import type { ProxmoxRelease } from "../../knowledge/releases.js";
import { usualValues } from "../../knowledge/usualValues.js";
import { partOf, type Token } from "../../syntax/token.js";
import { devicePropertyFits, deviceValues } from "./deviceNodes.js";
import { netPropertyFits, netValues, wholeInterface } from "./interfaces.js";
import type { ValuePlace } from "./place.js";
import { otherWords, type Piece, type Proposal, type Proposals, pieceAt, proposeFor, wordsOf } from "./proposal.js";
import { profileFeatures } from "./rawEffects.js";
import { volumePropertyFits, volumeValues } from "./volumes.js";

/** The properties of a key; undefined for a key that has none. */
export function propertiesOf(key: string): Facts<PropertyFact> | undefined {
  const { name } = keyNameOf(key);
  if (name === "startup") return startupProperties;
  return Object.hasOwn(propertyTables, name) ? propertyTables[name] : undefined;
}

/** What can stand at the cursor in a property string: properties that are not there yet, or values of one. */
export function proposeProperties(place: ValuePlace, table: Facts<PropertyFact>): Proposals | undefined {
  const part = pieceAt(place.value, place.at, ",");
  const others = otherProperties(place.value, part, table);
  const equals = part.text.indexOf("=");
  if (equals >= 0 && part.offset > part.start + equals) {
    const written = partOf(part, equals + 1, part.text.length);
    return proposeValues(place, part.text.slice(0, equals), written, others, table);
  }
  // A name in the middle of which the cursor stands is replaced without its value.
  const isRenamed = equals >= 0 && part.typed !== "";
  const names = nameProposals(place, table, others, isRenamed);
  const end = equals < 0 ? part.end : part.start + equals;
  const name: Piece = { ...part, text: part.text.slice(0, end - part.start), end };
  const wholes = isRenamed ? [] : wholeValues(place, part, others, table);
  return proposeFor(name, [...wholes, ...names], ",");
}

/** What stands without a name at the beginning of a value, and all of an interface that is not begun yet. */
function wholeValues(
  place: ValuePlace,
  part: Piece,
  others: ReadonlyMap<string, string>,
  table: Facts<PropertyFact>,
): readonly Proposal[] {
  if (part.start > place.value.start) return [];
  if (place.value.text === "" && keyNameOf(place.key).name === "net") return [wholeInterface(place, place.key)];
  const name = defaultPropertyOf(table);
  return name === undefined || others.has(name) ? [] : valuesOf(place, name, others, table);
}

/** The properties of the other parts; a value without a name counts as the property that takes it. */
function otherProperties(value: Token, part: Piece, table: Facts<PropertyFact>): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  const bare = defaultPropertyOf(table);
  for (const word of otherWords(value, part, ",")) {
    const equals = word.indexOf("=");
    if (equals > 0) properties.set(word.slice(0, equals), word.slice(equals + 1));
    else if (bare !== undefined) properties.set(bare, word);
  }
  return properties;
}

function nameProposals(
  place: ValuePlace,
  table: Facts<PropertyFact>,
  others: ReadonlyMap<string, string>,
  hasValue: boolean,
): readonly Proposal[] {
  const key = keyNameOf(place.key).name;
  const rest = place.rest();
  return Object.entries(table).flatMap(([name, fact]): Proposal[] => {
    if (others.has(name) || (fact.isDefault && key !== "startup")) return [];
    if (!releaseHas(rest.target.proxmox, fact) || !isUseful(place, name, fact, others)) return [];
    const about = ["property", key, name] as const;
    return [{ label: name, text: hasValue ? name : withValue(name, fact), kind: CompletionItemKind.Property, about }];
  });
}

/** A switch is written in the position that is not the usual one, a word of which there is one whole. */
function withValue(name: string, { type, values, default: usual }: PropertyFact): string {
  if (type === "boolean") return `${name}=${usual === "1" ? "0" : "1"}`;
  return values?.length === 1 && name === "type" ? `${name}=${values[0]}` : `${name}=`;
}

function isUseful(place: ValuePlace, name: string, fact: PropertyFact, others: ReadonlyMap<string, string>): boolean {
  const rest = place.rest();
  // It has no effect in the other kind of container.
  if (fact.only && isUnprivileged(rest) !== (fact.only === "unprivileged")) return false;
  switch (keyNameOf(place.key).name) {
    case "net":
      return netPropertyFits(rest, name, others);
    case "mp":
    case "rootfs":
      return volumePropertyFits(rest, name, others);
    case "dev":
      return devicePropertyFits(name, others);
    case "features":
      if (profileFeatures.includes(name) && rawValue(rest, "lxc.apparmor.profile")) return false;
      return name !== "mount" || mountableNames(isUnprivileged(rest)).length > 0;
    default:
      return true;
  }
}

function proposeValues(
  place: ValuePlace,
  name: string,
  written: Token,
  others: ReadonlyMap<string, string>,
  table: Facts<PropertyFact>,
): Proposals | undefined {
  const fact = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!fact || !releaseHas(place.rest().target.proxmox, fact)) return undefined;
  if (!isUseful(place, name, fact, others)) return undefined;
  if (fact.type === "list" || fact.format === "id-map") {
    const piece = pieceAt(written, place.at, ";");
    const used = otherWords(written, piece, ";");
    const items = valuesOf(place, name, others, table, used).filter(({ label }) => !used.has(label));
    return proposeFor(piece, items, ";");
  }
  return proposeFor(pieceAt(written, place.at, ""), valuesOf(place, name, others, table));
}

/** The values of a property: its words, what the open configs suggest, and what people usually write. */
function valuesOf(
  place: ValuePlace,
  name: string,
  others: ReadonlyMap<string, string>,
  table: Facts<PropertyFact>,
  used: ReadonlySet<string> = new Set(),
): readonly Proposal[] {
  const fact = table[name];
  if (!fact) return [];
  const key = keyNameOf(place.key).name;
  const { target } = place.rest();
  const usual = wordsOf(usualValues[`${key}.${name}`]?.values ?? [], CompletionItemKind.Value);
  return [...suggestions(place, key, name, others, used), ...wordValues(fact, target.proxmox), ...usual];
}

function suggestions(
  place: ValuePlace,
  key: string,
  name: string,
  others: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): readonly Proposal[] {
  switch (key) {
    case "net":
      return netValues(place, place.key, name, others);
    case "mp":
    case "rootfs":
    case "unused":
      return volumeValues(place, key, name, others, used);
    case "dev":
      return deviceValues(place.rest(), name, others);
    case "features":
      return name === "mount" ? mountableNames(isUnprivileged(place.rest())) : [];
    default:
      return [];
  }
}

/** The words of a value, or `1` and `0`, the one first that changes something. */
export function wordValues(fact: ValueFact, release: ProxmoxRelease): readonly Proposal[] {
  const kind = CompletionItemKind.EnumMember;
  if (fact.type === "boolean") return wordsOf(fact.default === "1" ? ["0", "1"] : ["1", "0"], kind);
  return wordsOf(
    (fact.values ?? []).filter((word) => hasBegun(release, fact.valuesSince?.[word])),
    kind,
  );
}

/** File systems that the kernel lets the container mount once AppArmor does. FUSE has a feature of its own. */
function mountableNames(unprivileged: boolean): readonly Proposal[] {
  return Object.entries(fileSystems).flatMap(([label, fact]): Proposal[] => {
    const isOwn = label.startsWith("fuse") || fact.names === "any";
    if (isOwn || (unprivileged && !fact.mountableUnprivileged)) return [];
    return [{ label, kind: CompletionItemKind.EnumMember, about: ["file system", label] }];
  });
}
