import { type Container, isUnprivileged } from "../../container/container.js";
import { hostId, type IdSpan, ofKind, readRange, writtenRanges } from "../../container/idMap.js";
import type { Line } from "../../syntax/document.js";
import { ownText } from "../markdown.js";

/** Longer maps are cut; the line itself is always among those that are shown. */
const mostRows = 12;

/** What a line of an ID map says, and the whole map that it belongs to, with the host's IDs. Undefined for what is no map. */
export function idMapText(container: Container, line: Line, value: string): string | undefined {
  const range = readRange(value);
  if (!range || range.count < 1) return undefined;
  const ids = range.kind === "u" ? "user" : "group";
  const [inside, outside] = [range.inside, range.outside].map((first) => spanText(first, range.count, " to "));
  const sentence = `The container's ${ids} ${range.count === 1 ? "id" : "ids"} ${inside} ${range.count === 1 ? "is" : "are"} ${outside} on the host.`;
  const inForce = writtenRanges(container).some(({ entry }) => entry.line === line);
  if (!inForce) return ownText("ID map", sentence);
  const ranges = ofKind(writtenRanges(container), range.kind);
  const here = ranges.findIndex(({ entry }) => entry.line === line);
  const first = Math.max(0, Math.min(here - mostRows / 2, ranges.length - mostRows));
  const shown = ranges.slice(first, first + mostRows).map(({ inside, outside, count, entry }) => {
    const cells = [spanText(inside, count), spanText(outside, count)];
    return `| ${cells.map((cell) => (entry.line === line ? `**${cell}**` : cell)).join(" | ")} |`;
  });
  const rest = ranges.length - shown.length;
  const table = [`| ${ids} ids in the container | on the host |`, "| --- | --- |", ...shown].join("\n");
  const parts = [sentence, table, ...(rest > 0 ? [`${rest} more ranges are not shown.`] : [])];
  return ownText("ID map", ...parts, rootText(container, range.kind, ranges));
}

function rootText(container: Container, kind: "u" | "g", ranges: readonly IdSpan[]): string {
  const who = kind === "u" ? "Root" : "Root's group";
  const id = hostId(ranges, 0);
  const noun = kind === "u" ? "user" : "group";
  if (!isUnprivileged(container)) return `${who} (0) is 0 on the host: this container is privileged.`;
  return id === undefined
    ? `${who} (0) of the container is nobody on the host.`
    : `${who} (0) of the container is ${id === 0 ? "root's own 0" : `the ${noun} ${id}`} on the host.`;
}

function spanText(first: number, count: number, to = " \u2013 "): string {
  return count === 1 ? String(first) : `${first}${to}${first + count - 1}`;
}
