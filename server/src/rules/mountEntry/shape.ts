import type { Container } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { commentField } from "../../container/mountComment.js";
import type { MountEntry } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { fileSystemsThatIgnoreData } from "../../knowledge/mountOptions.js";
import { brokenPath } from "./brokenPath.js";
import { isAlone, isNumber, isOptions, isType } from "./fields.js";
import { foreignForm } from "./foreignForm.js";

/**
 * How the fields of an entry stand. Each shape but `whole` has a rule of its own, and all other rules look at whole entries only, so
 * that one cause gives one finding.
 */
export type Shape =
  | "whole"
  /** A comment stands where a field should be; the rule `trailing-comment` speaks of it. */
  | "commented"
  /** Only a source. */
  | "alone"
  /** The notation of another program. */
  | "foreign"
  /** A blank inside a path has cut it into two fields. */
  | "broken path"
  /** A field is missing or in the wrong place. */
  | "shifted";

/** The shape of an entry. */
export function shapeOf(entry: MountEntry): Shape {
  const known = knownShapes.get(entry) ?? findShape(entry);
  knownShapes.set(entry, known);
  return known;
}

// Every rule asks.
const knownShapes = new WeakMap<MountEntry, Shape>();

function findShape(entry: MountEntry): Shape {
  if (commentField(entry)) return "commented";
  if (foreignForm(entry)) return "foreign";
  if (isAlone(entry)) return "alone";
  if (brokenPath(entry)) return "broken path";
  return shiftOf(entry) ? "shifted" : "whole";
}

/** The entries whose fields are in their places and that are mounted inside the container. */
export function mountedEntries(container: Container): readonly MountEntry[] {
  return container.mountEntries.filter((entry) => entry.place.kind === "inside" && shapeOf(entry) === "whole");
}

/** What is out of place in an entry of at least two fields. */
export type Shift =
  | "type and options missing"
  | "target missing"
  | "type missing"
  | "type and options swapped"
  | "options missing"
  | "options split";

/** What is out of place; undefined when every field is where it belongs. */
export function shiftOf(entry: MountEntry): Shift | undefined {
  const { target, type, options, rest } = entry;
  if (!target) return undefined;
  if (!type || isNumber(type.text))
    return isOptions(target.text) && !target.text.includes("/") ? "target missing" : "type and options missing";
  if (isTargetLeftOut(entry)) return "target missing";
  // With options in the next field too, what stands here is only an odd type.
  if (isOptions(type.text) && !(options && isOptions(options.text) && (isType(type.text) || !isType(options.text)))) {
    if (options && isType(options.text)) return "type and options swapped";
    return type.text === "bind" ? "options missing" : "type missing";
  }
  if (!options) return isType(type.text) && !factOf(fileSystems, type.text) ? "options missing" : undefined;
  if (isNumber(options.text) && !fileSystemsThatIgnoreData.includes(type.text)) return "options missing";
  const next = rest[0];
  return next && (next.text.startsWith(",") || isOptions(next.text)) && !isNumber(next.text)
    ? "options split"
    : undefined;
}

function isTargetLeftOut({ target, type, options }: MountEntry): boolean {
  if (!target || !type || target.text.includes("/")) return false;
  const looksLikeType = target.text === "none" || target.text === "auto" || target.text === "bind";
  if (looksLikeType && isOptions(type.text)) return !options || !isOptions(options.text);
  return target.text.includes(",") && isOptions(target.text);
}
