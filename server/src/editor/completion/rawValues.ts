import { CompletionItemKind } from "vscode-languageserver-types";
import { isUnprivileged } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import { hasLiblxc } from "../../container/target.js";
import { profileNames } from "../../knowledge/appArmor.js";
import { capabilities } from "../../knowledge/capabilities.js";
import { type CgroupFormat, cgroupFiles } from "../../knowledge/cgroupFiles.js";
import type { LxcKeyFact } from "../../knowledge/fact.js";
import { hookScripts } from "../../knowledge/hookScripts.js";
import { lxcSignals } from "../../knowledge/lxcWords.js";
import { templates } from "../../knowledge/templates.js";
import { usualLimits } from "../../knowledge/usualValues.js";
import { freshHardwareAddress } from "../../rules/network/freshHardwareAddress.js";
import { deviceRules } from "./deviceRules.js";
import { idMapRanges } from "./idMapRanges.js";
import { bridges } from "./interfaces.js";
import { proposeMountField } from "./mountFields.js";
import type { ValuePlace } from "./place.js";
import { otherWords, type Proposal, type Proposals, pieceAt, proposeFor, wordsOf } from "./proposal.js";
import { hasRawEffect } from "./rawEffects.js";

const blanks = " \t";

/** What can stand at the cursor in the value of a raw key. */
export function proposeRawValue(place: ValuePlace): Proposals | undefined {
  const { key, value, at } = place;
  const found = lxcKey(key);
  if (!found) return undefined;
  if (key === "lxc.mount.entry") return proposeMountField(place);
  const rest = place.rest();
  if (!hasRawEffect(key, found.name, rest, new Set(rest.raw.map((entry) => entry.key.text)))) return undefined;
  const { fact } = found;
  if (fact.format && listFormats.has(fact.format)) {
    const word = pieceAt(value, at, blanks);
    const used = otherWords(value, word, blanks);
    return proposeFor(word, listWords(place, fact, used), " ");
  }
  return proposeFor(pieceAt(value, at, ""), wholeValues(place, found.name, fact));
}

/** Values that are words separated by blanks. */
const listFormats: ReadonlySet<string> = new Set([
  "dropped-capabilities",
  "kept-capabilities",
  "automatic-mounts",
  "namespaces",
]);

function listWords(place: ValuePlace, fact: LxcKeyFact, used: ReadonlySet<string>): readonly Proposal[] {
  switch (fact.format) {
    case "dropped-capabilities":
    case "kept-capabilities":
      return capabilityWords(place, used);
    case "namespaces":
      return namespaceWords(place, used);
    case "automatic-mounts": {
      const families = new Set([...used].map(familyOf));
      return words(place, fact).filter(({ label }) => !families.has(familyOf(label)) && !label.endsWith(":"));
    }
    default:
      return words(place, fact).filter(({ label }) => !used.has(label));
  }
}

function capabilityWords(place: ValuePlace, used: ReadonlySet<string>): readonly Proposal[] {
  const elsewhere = new Set<string>();
  for (const { key, value } of place.rest().raw) {
    if (key.text === place.key) for (const word of value.text.split(/[ \t]+/)) elsewhere.add(word);
  }
  return Object.keys(capabilities).flatMap((label): Proposal[] => {
    if (used.has(label) || elsewhere.has(label)) return [];
    return [{ label, kind: CompletionItemKind.EnumMember, about: ["capability", label] }];
  });
}

/** `proc:mixed` and `proc:rw` set the same. */
function familyOf(word: string): string {
  const colon = word.indexOf(":");
  return (colon < 0 ? word : word.slice(0, colon)).replace(/^cgroup.*$/, "cgroup");
}

function wholeValues(place: ValuePlace, name: string, fact: LxcKeyFact): readonly Proposal[] {
  const { key } = place;
  if (key === "lxc.cgroup2.devices.allow" || key === "lxc.cgroup2.devices.deny") return deviceRules(place.rest(), key);
  if (key === "lxc.idmap") return idMapRanges(place.rest());
  if (key === "lxc.apparmor.profile") return profiles(place);
  if (key === "lxc.include") return includes();
  if (key.startsWith("lxc.hook.")) return hooks(place, fact);
  if (key.startsWith("lxc.prlimit.")) return limits(key.slice("lxc.prlimit.".length));
  if (key.startsWith(cgroupPrefix)) return cgroupValues(place, fact);
  if (fact.format === "signal") return signals(fact);
  if (name === "lxc.net.N.link") return wordsOf(bridges(place), CompletionItemKind.Value);
  // Without its own /dev the container has no place for the nodes of `devN`.
  if (key === "lxc.autodev" && place.rest().devices.length > 0) return wordsOf(["1"], CompletionItemKind.EnumMember);
  if (name === "lxc.net.N.type") return interfaceKinds(place, fact);
  if (name === "lxc.net.N.hwaddr") {
    const address = freshHardwareAddress(place.rest(), Number(key.split(".")[2]) || 0);
    return [{ label: address, kind: CompletionItemKind.Value, note: "new" }];
  }
  return words(place, fact);
}

/** An interface with a link or an address is one of a kind that has them. */
function interfaceKinds(place: ValuePlace, fact: LxcKeyFact): readonly Proposal[] {
  const interfacePrefix = place.key.slice(0, -"type".length);
  const isBegun = place.rest().raw.some(({ key }) => key.text.startsWith(interfacePrefix));
  return words(place, fact).filter(({ label }) => !isBegun || (label !== "empty" && label !== "none"));
}

const cgroupPrefix = "lxc.cgroup2.";

function cgroupValues(place: ValuePlace, fact: LxcKeyFact): readonly Proposal[] {
  if (fact.values) return words(place, fact);
  const file = place.key.slice(cgroupPrefix.length);
  const values = usualLimitsOf[Object.hasOwn(cgroupFiles, file) ? (cgroupFiles[file] ?? "text") : "text"];
  return wordsOf(values ?? [], CompletionItemKind.Value);
}

/** What a file of cgroup v2 always takes, by its format. */
const usualLimitsOf: Partial<Readonly<Record<CgroupFormat, readonly string[]>>> = {
  switch: ["1", "0"],
  bytes: ["512M", "1G", "2G", "max"],
  count: ["1000", "max"],
  weight: ["100", "50", "200"],
  time: ["max 100000", "50000 100000"],
  list: ["0", "0-1", "0-3"],
};

/** The words of the key that the target's liblxc has. */
function words(place: ValuePlace, { values = [], valuesSince = {} }: LxcKeyFact): readonly Proposal[] {
  const { target } = place.rest();
  const known = values.filter((word) => hasLiblxc(target, valuesSince[word]?.liblxc ?? "0"));
  return wordsOf(known, CompletionItemKind.EnumMember);
}

/** Proxmox adds its rules to its own generated profile only, and where no ID map is, root without a profile is the host's root. */
function profiles(place: ValuePlace): readonly Proposal[] {
  const rest = place.rest();
  const kind = CompletionItemKind.EnumMember;
  return Object.keys(profileNames).flatMap((label): Proposal[] => {
    if (label === "generated" && rest.document.dialect === "proxmox") return [];
    if (label === "unconfined" && !isUnprivileged(rest)) return [];
    return [{ label, kind, about: ["profile", label] }];
  });
}

/** A list of new namespaces is complete or harms the host, and the one for users goes with an ID map. */
function namespaceWords(place: ValuePlace, used: ReadonlySet<string>): readonly Proposal[] {
  const rest = place.rest();
  const hasMap = rest.idMaps.length > 0;
  const kind = CompletionItemKind.EnumMember;
  if (place.key === "lxc.namespace.clone") {
    const all = ["mnt", "uts", "ipc", "pid", "net", "cgroup", ...(hasMap ? ["user"] : [])];
    const open = all.filter((word) => !used.has(word));
    return used.size === 0 ? [{ label: open.join(" "), kind, note: "all that a container has" }] : wordsOf(open, kind);
  }
  if (!hasMap && !used.has("user")) return [{ label: "user", kind, note: "needed without an ID map" }];
  const hasInterfaces = rest.raw.some(({ key }) => key.text.startsWith("lxc.net."));
  const hasName = rest.raw.some(({ key }) => key.text === "lxc.uts.name");
  const shared = ["ipc", "pid", "cgroup", "time", ...(hasInterfaces ? [] : ["net"]), ...(hasName ? [] : ["uts"])];
  const open = shared.filter((word) => !used.has(word));
  return wordsOf(open, kind);
}

function includes(): readonly Proposal[] {
  return wordsOf(
    Object.keys(templates).map((name) => `/usr/share/lxc/config/${name}`),
    CompletionItemKind.File,
  );
}

function hooks(place: ValuePlace, fact: LxcKeyFact): readonly Proposal[] {
  if (fact.values) return words(place, fact);
  const unprivileged = isUnprivileged(place.rest());
  return Object.entries(hookScripts).flatMap(([label, { keys, only }]): Proposal[] => {
    if (!keys.includes(place.key) || (only && !unprivileged)) return [];
    return [{ label, kind: CompletionItemKind.File, about: ["hook", label] }];
  });
}

function limits(resource: string): readonly Proposal[] {
  return wordsOf([...new Set([...(usualLimits[resource] ?? []), "unlimited"])], CompletionItemKind.Value);
}

function signals(fact: LxcKeyFact): readonly Proposal[] {
  const all = new Set([...(fact.values ?? []), ...lxcSignals.map((name) => `SIG${name}`)]);
  return wordsOf([...all], CompletionItemKind.EnumMember);
}
