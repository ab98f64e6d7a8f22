import type { Container } from "../../container/container.js";
import { type IdKind, type IdSpan, ofKind, rangeText, usualIds, type WrittenRange } from "../../container/idMap.js";
import { completedMap } from "../../container/idMapRepair.js";
import type { Fix } from "../finding.js";
import { insertRanges } from "./rewriteMap.js";

export function kindName(kind: IdKind): string {
  return kind === "u" ? "user" : "group";
}

/** A map in a message, as it is to be written; of a long one only the ranges that no line says yet. */
export function textOf(kind: IdKind, map: readonly IdSpan[], written: readonly IdSpan[]): string {
  const have = new Set(written.map((range) => rangeText(kind, range)));
  const texts = map.map((range) => rangeText(kind, range));
  const named = texts.length > 5 ? texts.filter((text) => !have.has(text)) : texts;
  const quoted = named.map((text) => `\`${text}\``);
  const last = quoted.at(-1);
  if (quoted.length > 5 || last === undefined) return `${texts.length} ranges in which each ID stands once`;
  const list = quoted.length === 1 ? last : `${quoted.slice(0, -1).join(", ")} and ${last}`;
  return named.length < texts.length ? `${list} beside the ranges that are right` : list;
}

/** Lines for a kind that no line maps: the same as for the other one, and, where that hands IDs through, a map that does not. */
export function fixesForMissingKind(
  container: Container,
  kind: IdKind,
  ranges: readonly WrittenRange[],
): readonly Fix[] {
  const others = ofKind(ranges, kind === "u" ? "g" : "u");
  const map = completedMap(others);
  const last = ranges.at(-1)?.entry;
  const usual = rangeText(kind, usualIds);
  const plain: Fix = {
    title: `Add \`${usual}\``,
    // Without a word about IDs that are handed through, this is the only map there is to be meant.
    safe: map?.length === 1 && map[0]?.outside === usualIds.outside && map[0]?.count === usualIds.count,
    edits: [insertRanges(container, last, [usual])],
  };
  if (!map || plain.safe) return [plain];
  const texts = map.map((range) => rangeText(kind, range));
  const same: Fix = {
    title: `Map the ${kindName(kind)} IDs like the ${kindName(kind === "u" ? "g" : "u")} IDs`,
    safe: false,
    edits: [insertRanges(container, last, texts)],
  };
  return [same, plain];
}
