import { CompletionItemKind } from "vscode-languageserver-types";
import { type Container, isUnprivileged, type RawDeviceRule } from "../../container/container.js";
import { deviceAt, numbersText } from "../../container/devices.js";
import { kindOfHostPath, likelyKindOfHostPath } from "../../container/hostPaths.js";
import { blankSeparated } from "../../container/lxcFormats/words.js";
import { hasLiblxc } from "../../container/target.js";
import type { MountOptionFact } from "../../knowledge/fact.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import { templates } from "../../knowledge/templates.js";
import { bindEntry, targetFor } from "../../rules/mountEntry/completion.js";
import { encodeField } from "../../syntax/mountEntry.js";
import { type KnownNode, knownNodes, nodeProposal } from "./deviceNodes.js";
import type { ValuePlace } from "./place.js";
import { otherWords, type Proposal, type Proposals, pieceAt, proposeFor, wordsOf } from "./proposal.js";
import { seenNames } from "./seen.js";

const blanks = " \t";

/** What can stand in the field of a mount entry at the cursor. */
export function proposeMountField(place: ValuePlace): Proposals | undefined {
  const { value, at } = place;
  const field = pieceAt(value, at, blanks);
  const before = blankSeparated(value.text.slice(0, field.start - value.start));
  const [source = "", target = "", type = ""] = before;
  // Where nothing follows, what is missing is written too.
  const isLast = blankSeparated(value.text).length <= before.length + (field.text === "" ? 0 : 1);
  switch (before.length) {
    case 0:
      return proposeFor(field, sources(place, isLast));
    case 1:
      return proposeFor(field, targets(source, isLast));
    case 2:
      return proposeFor(field, types(place, source, target));
    case 3: {
      const word = pieceAt(field, at, ",");
      return proposeFor(word, options(place, source, type, otherWords(field, word, ",")), ",");
    }
    case 4:
    case 5:
      return proposeFor(field, [{ label: "0", kind: CompletionItemKind.Value, note: "LXC does not read it" }]);
    default:
      return undefined;
  }
}

/** Devices, and directories that other configs bind. In front of an empty rest of the line the whole entry is written. */
function sources(place: ValuePlace, isLast: boolean): readonly Proposal[] {
  const rest = place.rest();
  const mounted = new Set(rest.mountEntries.map((entry) => entry.source?.decoded));
  const nodes = knownNodes.filter((node) => !mounted.has(node.path) && isWorthMounting(node));
  const devices = nodes.map((node): Proposal => {
    const { path } = node;
    const proposal = nodeProposal(path, isLast ? bindEntry(path, targetFor(path), ["optional"]) : path);
    const lineAbove = missingRule(rest, node);
    return lineAbove === undefined ? proposal : { ...proposal, lineAbove };
  });
  const directories = seenNames(place.documents(), "directory").map((path): Proposal => {
    const source = encodeField(path);
    const text = isLast ? bindEntry(source, targetFor(source)) : source;
    return { label: path, text, kind: CompletionItemKind.Folder, note: "seen" };
  });
  return [...devices, ...(rest.document.dialect === "lxc" ? directories : [])];
}

function isWorthMounting({ path, device }: KnownNode): boolean {
  return !(path.endsWith("0") && device.dynamic === true && device.minor === "*");
}

/** The source's own path, without the leading slash, which LXC would not follow. */
function targets(source: string, isLast: boolean): readonly Proposal[] {
  const kind = CompletionItemKind.File;
  if (Object.hasOwn(fileSystems, source)) {
    const options = source === "tmpfs" ? "rw,nosuid,nodev,create=dir" : "create=dir";
    const behind = isLast ? ` ${source} ${options} 0 0` : "";
    return targetsOf(source).map((label) => ({ label, text: `${label}${behind}`, kind }));
  }
  const target = targetFor(source);
  if (!source.startsWith("/") || target === "") return [];
  const whole = bindEntry(source, target, source.startsWith("/dev/") ? ["optional"] : []).slice(source.length + 1);
  return [{ label: target, text: isLast ? whole : target, kind, note: "the same path in the container" }];
}

/** The rule without which a privileged container cannot open the device; undefined when one for its sort is there. */
function missingRule(rest: Container, { path, device }: KnownNode): string | undefined {
  if (rest.document.dialect === "lxc" || isUnprivileged(rest)) return undefined;
  const numbers = numbersText(device);
  if (templates["common.conf"]?.lines.some(([, allowed]) => allowed === `${numbers} rwm`)) return undefined;
  const isNamed = ({ rule: { type, major, minor, path: named } }: RawDeviceRule) =>
    type === "a" ||
    named === path ||
    (type === device.type && major === device.major && [minor, device.minor].includes("*")) ||
    (type === device.type && major === device.major && minor === device.minor);
  if (rest.deviceRules.some(isNamed)) return undefined;
  return `lxc.cgroup2.devices.allow: ${device.dynamic ? path : numbers} rwm`;
}

function targetsOf(fileSystem: string): readonly string[] {
  return fileSystem === "tmpfs" ? ["tmp", "run", "mnt/ram"] : [`mnt/${fileSystem}`];
}

function types(place: ValuePlace, source: string, target: string): readonly Proposal[] {
  const unprivileged = isUnprivileged(place.rest());
  const none: Proposal = { label: "none", kind: CompletionItemKind.Value, note: "for bind mounts" };
  const isPath = source.startsWith("/");
  const isShare = source.startsWith("//") || (!isPath && source.includes(":"));
  const fitting = Object.entries(fileSystems).filter(([, { names, mountableUnprivileged }]) => {
    if (unprivileged && !mountableUnprivileged) return false;
    if (names === "device") return source.startsWith("/dev/") && deviceAt(source)?.type !== "c";
    return names === "share" ? isShare : !isPath && !isShare;
  });
  const words = fitting.map(
    ([label]): Proposal => ({ label, kind: CompletionItemKind.EnumMember, about: ["file system", label] }),
  );
  // The name of a file system in the source field says what is meant.
  words.sort((left, right) => Number(right.label === source) - Number(left.label === source));
  return isPath && !source.startsWith("//") && target !== "" ? [none, ...words] : words;
}

/** Words of one group exclude each other, as do a word and the same with `no`. */
const groups: readonly (readonly string[])[] = [
  ["create=dir", "create=file"],
  ["ro", "rw"],
  ["bind", "rbind", "move"],
];

function options(place: ValuePlace, source: string, type: string, used: ReadonlySet<string>): readonly Proposal[] {
  const binds = type === "none" || type === "bind";
  const isBound = used.has("bind") || used.has("rbind");
  const isMapped = isBound && isUnprivileged(place.rest());
  const kind = kindOfHostPath(source) ?? likelyKindOfHostPath(source);
  const wanted = source.startsWith("/") && binds ? `create=${kind}` : "create=dir";
  const items = Object.entries(mountOptions).flatMap(([word, fact]): Proposal[] => {
    if (!isFree(word, used) || !isKnown(place, fact) || !hasEffect(word, fact, binds, isMapped, used)) return [];
    if (word.startsWith("create=") && word !== wanted) return [];
    const label = word === "idmap=" ? "idmap=container" : word;
    return [{ label, kind: CompletionItemKind.EnumMember, about: ["mount option", word] }];
  });
  if (!binds || isBound) return items;
  // Without it there is nothing to mount, so it comes first, with what is usual beside it.
  const optional = used.has("optional") ? [] : ["optional"];
  const create = isFree(wanted, used) ? [wanted] : [];
  const wholes = [
    ["bind", ...optional, ...create],
    ["bind", ...create],
    ["rbind", ...optional, ...create],
  ];
  return wordsOf([...new Set(wholes.map((words) => words.join(",")))], CompletionItemKind.EnumMember);
}

function isFree(word: string, used: ReadonlySet<string>): boolean {
  if (used.has(word) || used.has(`no${word}`) || (word.startsWith("no") && used.has(word.slice(2)))) return false;
  return !groups.some((group) => group.includes(word) && group.some((other) => used.has(other)));
}

function isKnown(place: ValuePlace, { since }: MountOptionFact): boolean {
  const { target } = place.rest();
  return since?.liblxc === undefined || hasLiblxc(target, since.liblxc);
}

/** Words that LXC reads for nothing are left to those who know them. */
function hasEffect(
  word: string,
  fact: MountOptionFact,
  binds: boolean,
  isMapped: boolean,
  used: ReadonlySet<string>,
): boolean {
  if (fact.kind === "ignored" || word === "move" || word === "remount" || word === "relative") return false;
  if (fact.kind === "propagation") return ![...used].some((other) => mountOptions[other]?.kind === "propagation");
  if (!binds) return word !== "bind" && word !== "rbind" && word !== "idmap=";
  if (word === "idmap=") return isMapped;
  return !fact.lostOnBind || used.has("ro");
}
