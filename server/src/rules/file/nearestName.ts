import { nearest } from "../../container/nearest.js";

/** The name that somebody probably meant. */
export interface NearName {
  readonly name: string;
  /** A single slip of the finger separates it from what was typed, and no other name is as close. */
  readonly isSure: boolean;
}

/** The name closest to what was typed; undefined when none is close. */
export function nearestName(typed: string, names: readonly string[]): NearName | undefined {
  const name = nearest(typed, names);
  if (name === undefined) return undefined;
  // Of equally close names `nearest` takes the first, so two orders tell whether there is only one.
  return { name, isSure: isSlip(typed, name) && nearest(typed, [...names].reverse()) === name };
}

/** One letter added, lost, changed or swapped with its neighbour, or `-`, `_` and `.` confused. */
function isSlip(typed: string, name: string): boolean {
  if (withoutSeparators(typed) === withoutSeparators(name)) return true;
  let start = 0;
  while (start < typed.length && start < name.length && typed[start] === name[start]) start++;
  let behind = 0;
  const most = Math.min(typed.length, name.length) - start;
  while (behind < most && typed.at(-1 - behind) === name.at(-1 - behind)) behind++;
  const left = typed.slice(start, typed.length - behind);
  const right = name.slice(start, name.length - behind);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function withoutSeparators(name: string): string {
  return name.replaceAll(/[-_.]/g, "");
}
