import { type IdSpan, idsOfKernel, usualIds } from "./idMap.js";

/** Below are the IDs of users and groups that the host itself has; nobody gives them to a container by accident. */
const firstSubordinate = 65_536;

/** So many ranges of one kind the kernel takes. Source: user_namespaces(7), Linux 4.15 and later. */
export const mostRanges = 340;

/** A piece of the map around the IDs that are handed through is at least so long; a slip in a shorter one cannot be told from intention. */
const leastPiece = 4096;

/** A map that goes on a little too far was reckoned wrongly; one that goes on much further is meant to. */
const mostSlip = 2000;

/**
 * The map that the ranges of one kind were meant to be: all that is handed through as it is written, and around it the IDs from 0 to 65535, or to
 * the end of a larger map, without a hole and without an overlap. In the order of the IDs inside. Undefined when the ranges contradict each other, or are too many.
 */
export function completedMap(ranges: readonly IdSpan[]): readonly IdSpan[] | undefined {
  if (ranges.length > mostRanges) return undefined;
  const offset = offsetOf(ranges);
  const size = sizeOf(ranges);
  const handed = ranges.filter((range) => !isPieceOf(range, offset));
  let map: readonly IdSpan[] = [{ inside: 0, outside: offset, count: size }];
  // The narrower one of two is what its author put in the way of the wider.
  for (const range of [...handed].sort((left, right) => right.count - left.count)) map = overlay(map, range);
  const isKept = handed.every((range) => map.some((each) => isSame(each, range)) || isCovered(range, handed));
  return isKept && isValid(map) ? map : undefined;
}

/** Whether a range belongs to the map around the IDs that are handed through, be it reckoned well or badly. */
export function isPieceOf(range: IdSpan, offset: number): boolean {
  const slip = Math.abs(range.outside - range.inside - offset);
  return slip === 0 || (range.outside >= firstSubordinate && slip < usualIds.count && range.count >= leastPiece);
}

/** By how much the host's IDs are larger than those of the container, in the map around the IDs that are handed through. */
export function offsetOf(ranges: readonly IdSpan[]): number {
  const subordinate = ranges.filter((range) => range.outside >= firstSubordinate && range.outside > range.inside);
  const atRoot = subordinate.find((range) => range.inside === 0);
  if (atRoot) return atRoot.outside;
  const [largest] = [...subordinate].sort((left, right) => right.count - left.count);
  const offset = largest ? largest.outside - largest.inside : usualIds.outside;
  return Math.abs(offset - usualIds.outside) < usualIds.count ? usualIds.outside : offset;
}

/** How many IDs the map is meant to have. */
export function sizeOf(ranges: readonly IdSpan[]): number {
  const end = Math.max(0, ...ranges.map((range) => range.inside + range.count));
  if (end <= usualIds.count + mostSlip) return usualIds.count;
  const last = ranges.find((range) => range.inside + range.count === end);
  // The count of a whole map behind other ranges was not made less by them.
  return last && last.inside > 0 && last.count === usualIds.count ? usualIds.count : end;
}

/** Whether no ID stands twice, on either side, and none is beyond those of the kernel. */
export function isValid(map: readonly IdSpan[]): boolean {
  return overlapping(map).length === 0 && map.every(isMappable);
}

/** The ranges that begin within one of those that begin before them, on either side; of two that begin together, the one that is written later. */
export function overlapping<Range extends IdSpan>(ranges: readonly Range[]): readonly Range[] {
  const found = new Set([...overlaps(ranges, ({ inside }) => inside), ...overlaps(ranges, ({ outside }) => outside)]);
  return found.size === 0 ? [] : ranges.filter((range) => found.has(range));
}

/** Whether the kernel takes the range by itself. */
export function isMappable({ inside, outside, count }: IdSpan): boolean {
  return count > 0 && inside + count <= idsOfKernel && outside + count <= idsOfKernel;
}

/** The pieces of `[0, size)` that no range maps. */
export function holesIn(ranges: readonly IdSpan[], size: number): readonly { first: number; last: number }[] {
  const holes: { first: number; last: number }[] = [];
  let next = 0;
  for (const { inside, count } of [...ranges].sort((left, right) => left.inside - right.inside)) {
    if (inside > next) holes.push({ first: next, last: Math.min(inside, size) - 1 });
    next = Math.max(next, inside + count);
    if (next >= size) return holes;
  }
  return next < size ? [...holes, { first: next, last: size - 1 }] : holes;
}

/** The map with a range in it, and what it had there before cut away. */
function overlay(map: readonly IdSpan[], range: IdSpan): readonly IdSpan[] {
  const end = range.inside + range.count;
  const pieces = map.flatMap((each) => {
    const eachEnd = each.inside + each.count;
    if (eachEnd <= range.inside || each.inside >= end) return [each];
    return [part(each, each.inside, range.inside), part(each, end, eachEnd)].filter(({ count }) => count > 0);
  });
  return [...pieces, range].sort((left, right) => left.inside - right.inside);
}

function part({ inside, outside }: IdSpan, from: number, to: number): IdSpan {
  return { inside: from, outside: outside + (from - inside), count: to - from };
}

function isSame(left: IdSpan, right: IdSpan): boolean {
  return left.inside === right.inside && left.outside === right.outside && left.count === right.count;
}

/** Whether a narrower range that is handed through lies in this one, which is then cut around it. */
function isCovered(range: IdSpan, handed: readonly IdSpan[]): boolean {
  return handed.some(
    (each) =>
      each.count < range.count && each.inside >= range.inside && each.inside + each.count <= range.inside + range.count,
  );
}

function overlaps<Range extends IdSpan>(ranges: readonly Range[], startOf: (range: Range) => number): readonly Range[] {
  const inOrder = [...ranges].sort((left, right) => startOf(left) - startOf(right));
  let end = 0;
  return inOrder.filter((range) => {
    const start = startOf(range);
    const overlap = start < end;
    end = Math.max(end, start + range.count);
    return overlap;
  });
}
