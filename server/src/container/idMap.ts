import { type Container, isUnprivileged, type RawEntry } from "./container.js";
import { lastAnswer } from "./lastAnswer.js";
import { integerOf } from "./lxcFormats/numbers.js";
import { blankSeparated } from "./lxcFormats/words.js";

export type IdKind = "u" | "g";

/** So many IDs of the container, from `inside` on, are the host's from `outside` on. */
export interface IdSpan {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** A range of an ID map, `[first, first + count)` on both sides. */
export interface IdRange extends IdSpan {
  readonly kind: IdKind;
  /** The raw line that says so; undefined in the map that Proxmox brings. */
  readonly entry: RawEntry | undefined;
}

/** A range that a line of the file sets. */
export interface WrittenRange extends IdRange {
  readonly entry: RawEntry;
}

/** The IDs of a container, each kind in the order of the IDs inside. */
export interface ContainerIdMap {
  readonly u: readonly IdRange[];
  readonly g: readonly IdRange[];
}

/** How many IDs the kernel has; the last of them stands for none. */
export const idsOfKernel = 2 ** 32;

/** How many IDs of either kind Proxmox gives a container, and which of the host they are: what `/etc/subuid` grants root. */
export const usualIds: IdSpan = { inside: 0, outside: 100_000, count: 65_536 };

/**
 * The ID map that a container starts with: its own lines, else Proxmox' `u 0 100000 65536` and `g 0 100000 65536`. Undefined for a privileged
 * container, whose IDs are the host's. Source: pve-container 6.1.10, src/PVE/LXC.pm, parse_id_maps() and update_lxc_config().
 */
export function idMapOf(container: Container): ContainerIdMap | undefined {
  if (!isUnprivileged(container)) return undefined;
  const written = writtenRanges(container);
  if (container.idMaps.length > 0) return { u: ofKind(written, "u"), g: ofKind(written, "g") };
  return { u: [usualRange("u")], g: [usualRange("g")] };
}

/**
 * The ranges that can be read from the lines of the main section, in the order of the file. Lines under the key's old name, `lxc.id_map`,
 * are among them: another rule renames them, and they are meant.
 */
export const writtenRanges = lastAnswer((container: Container): readonly WrittenRange[] =>
  container.raw.flatMap((entry) => {
    const isMap = entry.key.text === "lxc.idmap" || entry.key.text === "lxc.id_map";
    const range = isMap && !entry.clearedBy ? readRange(entry.value.text) : undefined;
    return range ? [{ ...range, entry }] : [];
  }),
);

/** The range that the value of an `lxc.idmap` is to liblxc; undefined when it refuses it. Source: liblxc 6.0.6, src/lxc/confile_utils.c, parse_idmaps(). */
export function readRange(text: string): (IdSpan & { readonly kind: IdKind }) | undefined {
  const [kind, ...numbers] = blankSeparated(text);
  const [inside, outside, count] = numbers.map(integerOf);
  if ((kind !== "u" && kind !== "g") || numbers.length !== 3) return undefined;
  if (inside === undefined || outside === undefined || count === undefined) return undefined;
  return { kind, inside: Number(inside), outside: Number(outside), count: Number(count) };
}

/** The host's ID behind one of the container; undefined when none is mapped. */
export function hostId(ranges: readonly IdSpan[], id: number): number | undefined {
  const range = ranges.find(({ inside, count }) => id >= inside && id < inside + count);
  return range && range.outside + (id - range.inside);
}

/** The ID under which one of the host appears in the container; undefined when it is nobody's. */
export function containerId(ranges: readonly IdSpan[], id: number): number | undefined {
  const range = ranges.find(({ outside, count }) => id >= outside && id < outside + count);
  return range && range.inside + (id - range.outside);
}

/** The ranges of one kind, in the order of the IDs inside. */
export function ofKind<Range extends IdRange>(ranges: readonly Range[], kind: IdKind): readonly Range[] {
  return ranges.filter((range) => range.kind === kind).sort((left, right) => left.inside - right.inside);
}

/** As it is written behind `lxc.idmap`. */
export function rangeText(kind: IdKind, { inside, outside, count }: IdSpan): string {
  return `${kind} ${inside} ${outside} ${count}`;
}

function usualRange(kind: IdKind): IdRange {
  return { kind, ...usualIds, entry: undefined };
}
