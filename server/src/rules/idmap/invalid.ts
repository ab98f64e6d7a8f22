import type { Container } from "../../container/container.js";
import {
  type IdKind,
  type IdRange,
  ofKind,
  rangeText,
  usualIds,
  type WrittenRange,
  writtenRanges,
} from "../../container/idMap.js";
import { completedMap, isMappable, isPieceOf, mostRanges, offsetOf, overlapping } from "../../container/idMapRepair.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { fixesForMissingKind, kindName, textOf } from "./otherKind.js";
import { rewriteMap } from "./rewriteMap.js";
import { reportUnreadable } from "./unreadable.js";

/** In bytes: what LXC has room for when it hands a map to the kernel. */
const longestMap = 4096;

/** ID maps that liblxc or Proxmox cannot read, or that the kernel does not take at the start. */
export const idmapInvalid = defineRule({
  name: "idmap-invalid",
  area: "idmap",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.idmap", "lxc.id_map"],
  check(container, report) {
    // What is missing, and what the map was meant to be, nobody knows until every line can be read.
    const isWhole = !reportUnreadable(container, report);
    const ranges = writtenRanges(container);
    const [first] = ranges;
    if (!first) return;
    for (const kind of ["u", "g"] as const) {
      const own = ofKind(ranges, kind);
      if (own.length > 0) checkKind(container, kind, own, isWhole, report);
      else if (isWhole) reportMissingKind(container, kind, ranges, first, report);
    }
  },
});

/** Whether the kernel and LXC take the ranges of one kind. */
export function isStartable(ranges: readonly IdRange[]): boolean {
  return (
    ranges.length > 0 &&
    !isTooLong(ranges) &&
    ranges.every(isMappable) &&
    ranges.some((range) => range.inside === 0) &&
    overlapping(ranges).length === 0
  );
}

function checkKind(
  container: Container,
  kind: IdKind,
  own: readonly WrittenRange[],
  isWhole: boolean,
  report: Report,
): void {
  const [first] = own;
  if (!first) return;
  if (isTooLong(own)) {
    report(
      first.entry.value,
      `There are ${own.length} ranges of ${kindName(kind)} IDs, more than liblxc can hand to the kernel, so the container does not start. Join ranges that follow each other; ${mostRanges} are the most.`,
    );
    return;
  }
  const mappable = own.filter(isMappable);
  const overlaps = overlapping(mappable);
  // Most maps are right, and the arithmetic is for the others.
  if (mappable.length === own.length && overlaps.length === 0 && own.some((range) => range.inside === 0)) return;
  const map = isWhole ? completedMap(mappable) : undefined;
  const edits = map ? rewriteMap(container, kind, own, map) : [];
  const fixes = (safe: boolean): readonly Fix[] => {
    return edits.length > 0 ? [{ title: `Compute the ranges of the ${kindName(kind)} IDs anew`, safe, edits }] : [];
  };
  for (const range of own) if (!isMappable(range)) reportUnmappable(range, fixes(false), report);
  for (const { entry } of overlaps) {
    report(
      entry.value,
      `This range overlaps another one, inside the container or on the host, and the kernel refuses such a map: the container does not start. ${map ? `Write ${textOf(kind, map, own)}.` : "Let each ID stand in one range only."}`,
      { fixes: fixes(mappable.length === own.length && onlyCuts(own)) },
    );
  }
  if (!isWhole || own.some((range) => !isMappable(range) || range.inside === 0)) return;
  const swapped = own.find((range) => range.inside >= 65_536 && range.outside < 65_536);
  if (swapped) reportSwapped(swapped, report);
  else {
    report(
      first.entry.value,
      `No line maps the ${kindName(kind)} ID 0, which is root inside the container, so the container does not start. ${map ? `Write ${textOf(kind, map, own)}.` : `Write a line such as \`${kind} 0 100000 65536\`.`}`,
      { fixes: fixes(false) },
    );
  }
}

/** Whether a new reckoning does nothing but cut ranges where a narrower one hands IDs through: then nobody can doubt what was meant. */
function onlyCuts(own: readonly IdRange[]): boolean {
  const offset = offsetOf(own);
  const pieces = new Set(own.filter((range) => isPieceOf(range, offset)).map((range) => rangeText(range.kind, range)));
  const [whole] = own.filter((range) => range.inside === 0 && range.count === usualIds.count);
  return pieces.size === 1 && whole !== undefined && pieces.has(rangeText(whole.kind, whole));
}

function reportMissingKind(
  container: Container,
  kind: IdKind,
  ranges: readonly WrittenRange[],
  first: WrittenRange,
  report: Report,
): void {
  report(
    first.entry.value,
    `No line maps the ${kindName(kind)} ID 0, which is root inside the container, so the container does not start. Write a line such as \`${kind} 0 100000 65536\`.`,
    { fixes: fixesForMissingKind(container, kind, ranges) },
  );
}

function reportUnmappable({ entry, count }: WrittenRange, fixes: readonly Fix[], report: Report): void {
  const what = count === 0 ? "A range of no IDs" : "A range beyond the last ID, 4294967294,";
  report(
    entry.value,
    `${what} cannot be mapped, so the container does not start. Write the count of IDs that you mean.`,
    { fixes },
  );
}

function reportSwapped({ entry, kind, inside, outside, count }: WrittenRange, report: Report): void {
  const text = rangeText(kind, { inside: outside, outside: inside, count });
  report(
    entry.value,
    `The ID inside the container comes first, then that of the host. As it is, no line maps the ${kindName(kind)} ID 0, and the container does not start. Write \`${text}\`.`,
    { fixes: [{ title: `Write \`${text}\``, safe: false, edits: [replace(entry.value, text)] }] },
  );
}

/** Source: liblxc 6.0.6, src/lxc/idmap_utils.c, lxc_map_ids(), run with 345 lines; user_namespaces(7). */
function isTooLong(ranges: readonly IdRange[]): boolean {
  if (ranges.length > mostRanges) return true;
  return ranges.reduce((length, range) => length + rangeText(range.kind, range).length - 1, 0) >= longestMap;
}
