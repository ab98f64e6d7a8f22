import type { Container, RawEntry } from "./container.js";
import { blankSeparated } from "./lxcFormats/words.js";

/** Which namespaces a container gets of its own, where the config lists them. */
export interface NamespaceList {
  /** `clone` lists those that it gets, `keep` those that it shares with the host. */
  readonly kind: "clone" | "keep";
  /** The lines of the list, one at least. */
  readonly entries: readonly RawEntry[];
  readonly words: ReadonlySet<string>;
}

/** The list that is in force; undefined without one. The two kinds exclude each other, so the first line decides. Lines add up. */
export function namespaceList({ raw }: Container): NamespaceList | undefined {
  const first = raw.find((entry) => kindOf(entry) !== undefined && isInForce(entry));
  const kind = first && kindOf(first);
  if (!kind) return undefined;
  const entries = raw.filter((entry) => kindOf(entry) === kind && isInForce(entry));
  const words = new Set(entries.flatMap(({ value }) => blankSeparated(value.text.toLowerCase())));
  return { kind, entries, words };
}

/**
 * Whether the container gets a namespace of that kind of its own. With either list the user namespace is one like the others; only without
 * a list liblxc asks whether there is an ID map. Source: liblxc 5.0.2, src/lxc/start.c, resolve_clone_flags(), started; 6.0.6 with `net` and `user`.
 */
export function hasOwnNamespace({ kind, words }: NamespaceList, name: string): boolean {
  return (kind === "clone") === words.has(name);
}

function kindOf({ key }: RawEntry): "clone" | "keep" | undefined {
  if (key.text === "lxc.namespace.keep") return "keep";
  return key.text === "lxc.namespace.clone" ? "clone" : undefined;
}

function isInForce({ value, clearedBy }: RawEntry): boolean {
  return value.text !== "" && !clearedBy;
}
