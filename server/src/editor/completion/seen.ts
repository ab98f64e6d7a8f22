import { addressOf, type NumberedAddress } from "../../container/addressNumbers.js";
import { keyNameOf } from "../../container/keys.js";
import type { Document, Line } from "../../syntax/document.js";
import { readProperties } from "../../syntax/propertyString.js";
import type { Token } from "../../syntax/token.js";

/** Names that stand in configs and are likely to be meant again. */
type NameSort = "bridge" | "storage" | "directory" | "name server" | "search domain" | "tag" | "hook script" | "VLAN";

/** An address of an interface, with the way out that stands beside it. */
export interface SeenAddress {
  readonly address: NumberedAddress;
  /** The prefix length. */
  readonly length: number;
  readonly gateway: string | undefined;
}

interface Seen {
  /** How often each name of a sort stands there. */
  readonly names: ReadonlyMap<NameSort, ReadonlyMap<string, number>>;
  readonly addresses: readonly SeenAddress[];
}

interface Looking {
  readonly names: Map<NameSort, Map<string, number>>;
  readonly addresses: SeenAddress[];
}

// The other documents seldom change while one is written.
const known = new WeakMap<Document, Seen>();

/** The names of a sort in all documents, most frequent first. */
export function seenNames(documents: readonly Document[], sort: NameSort): readonly string[] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const [name, count] of seenIn(document).names.get(sort) ?? []) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  return [...counts].sort(([, left], [, right]) => right - left).map(([name]) => name);
}

/** The addresses with a prefix length in all documents. */
export function seenAddresses(documents: readonly Document[]): readonly SeenAddress[] {
  return documents.flatMap((document) => seenIn(document).addresses);
}

function seenIn(document: Document): Seen {
  let seen = known.get(document);
  if (!seen) {
    const looking: Looking = { names: new Map(), addresses: [] };
    for (const line of document.lines) look(line, looking);
    seen = looking;
    known.set(document, seen);
  }
  return seen;
}

function look(line: Line, looking: Looking): void {
  const { kind, key, value } = line;
  if (!key || !value) return;
  if (kind === "raw") lookAtRaw(key.text, value.text, looking);
  else if (kind === "setting") lookAtSetting(keyNameOf(key.text).name, value, looking);
}

function lookAtSetting(name: string, value: Token, looking: Looking): void {
  switch (name) {
    case "net":
      lookAtNetwork(value, looking);
      break;
    case "rootfs":
    case "mp":
    case "unused":
      lookAtVolume(value, looking);
      break;
    case "nameserver":
      addWords("name server", value.text, looking);
      break;
    case "searchdomain":
      addWords("search domain", value.text, looking);
      break;
    case "tags":
      addWords("tag", value.text, looking);
      break;
    case "hookscript":
      add("hook script", value.text, looking);
      break;
  }
}

function lookAtNetwork(value: Token, looking: Looking): void {
  const properties = new Map(readProperties(value).map((each) => [each.key?.text ?? "", each.value?.text ?? ""]));
  const bridge = properties.get("bridge");
  const tag = properties.get("tag");
  if (bridge) add("bridge", bridge, looking);
  if (tag) add("VLAN", tag, looking);
  addAddress(properties.get("ip"), properties.get("gw"), 4, looking);
  addAddress(properties.get("ip6"), properties.get("gw6"), 6, looking);
}

function lookAtVolume(value: Token, looking: Looking): void {
  const source = readProperties(value).find(({ key }) => !key || key.text === "volume")?.value?.text ?? "";
  const colon = source.indexOf(":");
  if (source.startsWith("/")) {
    if (!source.startsWith("/dev/")) add("directory", source, looking);
  } else if (colon > 0) add("storage", source.slice(0, colon), looking);
}

function lookAtRaw(key: string, value: string, looking: Looking): void {
  if (!key.startsWith("lxc.net.")) return;
  if (key.endsWith(".link")) add("bridge", value, looking);
  else if (key.endsWith(".ipv4.address")) addAddress(value, undefined, 4, looking);
  else if (key.endsWith(".ipv6.address")) addAddress(value, undefined, 6, looking);
}

function addAddress(text: string | undefined, gateway: string | undefined, family: 4 | 6, looking: Looking): void {
  const slash = text?.indexOf("/") ?? -1;
  if (text === undefined || slash < 0) return;
  const address = addressOf(text.slice(0, slash), family);
  const length = Number(text.slice(slash + 1));
  const fits = Number.isInteger(length) && length > 0 && length <= (family === 4 ? 32 : 128);
  if (address && fits) looking.addresses.push({ address, length, gateway });
}

function addWords(sort: NameSort, text: string, looking: Looking): void {
  for (const word of text.split(/[ ,;]+/)) if (word !== "") add(sort, word, looking);
}

function add(sort: NameSort, name: string, { names }: Looking): void {
  const counts = names.get(sort) ?? new Map<string, number>();
  names.set(sort, counts);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
