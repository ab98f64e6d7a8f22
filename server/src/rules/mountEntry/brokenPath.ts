import { likelyTopDirectories } from "../../container/hostPaths.js";
import type { MountEntry } from "../../container/mountEntries.js";
import type { Span } from "../../syntax/token.js";
import { fieldsOf, isOptions, isType } from "./fields.js";

/** A path that a blank has cut into fields. */
export interface BrokenPath {
  readonly by: "blank" | "backslash" | "quotes" | "no-break space";
  /** From the first to the last piece of the path. */
  readonly at: Span;
  /** What to write there. */
  readonly repaired: string;
  /** The path cannot end anywhere else. */
  readonly sure: boolean;
}

/** Where a blank has cut a path of an entry; undefined when none has. */
export function brokenPath(entry: MountEntry): BrokenPath | undefined {
  return byNoBreakSpace(entry) ?? byBackslash(entry) ?? byQuotes(entry) ?? byBlank(entry);
}

// Pasted from a web page: it looks like a blank and separates nothing.
function byNoBreakSpace(entry: MountEntry): BrokenPath | undefined {
  const field = fieldsOf(entry).find((each) => each.text.includes("\u00a0"));
  if (!field) return undefined;
  const pieces = entry.text.split(/[ \t\u00a0]/).filter((piece) => piece !== "");
  const [, , type, options] = pieces;
  if (!type || !options || !isType(type) || !isOptions(options)) return undefined;
  return { by: "no-break space", at: field, repaired: field.text.replaceAll("\u00a0", " "), sure: true };
}

function byBackslash(entry: MountEntry): BrokenPath | undefined {
  const fields = fieldsOf(entry);
  const first = fields.findIndex((field) => field.text.endsWith("\\") && !field.text.endsWith("\\\\"));
  let last = first;
  while (first >= 0 && fields[last]?.text.endsWith("\\")) last++;
  return first < 0 || first > 2 ? undefined : joined(entry, first, last, "backslash", true);
}

function byQuotes(entry: MountEntry): BrokenPath | undefined {
  const fields = fieldsOf(entry);
  const first = fields.findIndex((field) => field.text.startsWith('"') || field.text.startsWith("'"));
  const quote = fields[first]?.text[0];
  if (quote === undefined || first > 1) return undefined;
  const last = fields.findIndex((field, index) => index > first && field.text.endsWith(quote));
  return last < 0 ? undefined : joined(entry, first, last, "quotes", true);
}

/** `/my dir data none bind`: the type stands too far right, and one path has to take the surplus. */
function byBlank(entry: MountEntry): BrokenPath | undefined {
  const fields = fieldsOf(entry);
  const texts = fields.map((field) => field.text);
  if (!texts[0]?.startsWith("/") || isType(texts[2] ?? "") || isOptions(texts[2] ?? "")) return undefined;
  const type = texts.findIndex((text, index) => index > 2 && isType(text) && isOptions(texts[index + 1] ?? ""));
  if (type < 0) return undefined;
  const starts = texts.flatMap((text, index) => (index > 0 && index < type && startsPath(text) ? [index] : []));
  const target = starts.length === 1 ? (starts[0] ?? 1) : (mirrored(texts, type) ?? type - 1);
  const sure = starts.length === 1 || mirrored(texts, type) !== undefined;
  const source = joined(entry, 0, target - 1, "blank", sure);
  if (target === type - 1) return source;
  const rest = joined(entry, target, type - 1, "blank", sure);
  if (target === 1 || !source || !rest) return rest;
  return {
    ...source,
    at: { start: source.at.start, end: rest.at.end },
    repaired: `${source.repaired} ${rest.repaired}`,
  };
}

function startsPath(text: string): boolean {
  return text.startsWith("/") || likelyTopDirectories.has(text.split("/", 1)[0] ?? "");
}

/** Where the second half of the fields repeats the first, as in `/mnt/my data mnt/my data`. */
function mirrored(texts: readonly string[], type: number): number | undefined {
  const half = type / 2;
  return texts.slice(0, half).join(" ").slice(1) === texts.slice(half, type).join(" ") ? half : undefined;
}

function joined(
  entry: MountEntry,
  first: number,
  last: number,
  by: BrokenPath["by"],
  sure: boolean,
): BrokenPath | undefined {
  const fields = fieldsOf(entry);
  const start = fields[first]?.start;
  const end = fields[last]?.end;
  if (start === undefined || end === undefined) return undefined;
  const text = entry.text.slice(start - entry.start, end - entry.start);
  const bare = by === "quotes" ? text.slice(1, -1) : by === "backslash" ? text.replaceAll("\\ ", " ") : text;
  return { by, at: { start, end }, repaired: bare.replaceAll(" ", "\\040").replaceAll("\t", "\\011"), sure };
}
