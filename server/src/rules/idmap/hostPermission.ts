import { type IdKind, type IdSpan, ofKind, usualIds, type WrittenRange, writtenRanges } from "../../container/idMap.js";
import type { Related } from "../finding.js";
import { defineRule } from "../rule.js";
import { mapsHostRoot } from "./hostRoot.js";
import { isStartable } from "./invalid.js";

/** Lines in one message; more of them nobody reads there. */
const mostLines = 6;

const files = { u: "/etc/subuid", g: "/etc/subgid" } as const;

/** Host IDs outside of 100000 to 165535 are root's to give only where `/etc/subuid` and `/etc/subgid` say so. */
export const idmapHostPermission = defineRule({
  name: "idmap-host-permission",
  area: "idmap",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.idmap"],
  check(container, report) {
    const ranges = writtenRanges(container).filter(({ entry }) => entry.key.text === "lxc.idmap");
    const [users, groups] = [ofKind(ranges, "u"), ofKind(ranges, "g")];
    if (!isStartable(users) || !isStartable(groups) || ranges.some(mapsHostRoot)) return;
    const needy = ranges.filter((range) => needed([range]).length > 0);
    const [first, ...others] = needy;
    if (!first) return;
    const related = others.map(({ entry, kind, ...range }): Related => {
      return { span: entry.value, message: `Needs ${linesOf(needed([range])).join(" and ")} in ${files[kind]}.` };
    });
    report(
      first.entry.value,
      `The container starts only where the host lets root give these IDs away. Write ${demand(users, groups)}, on every node that may start it.`,
      { related },
    );
  },
});

function demand(users: readonly WrittenRange[], groups: readonly WrittenRange[]): string {
  const [ofUsers, ofGroups] = [users, groups].map((ranges) => linesOf(needed(ranges)));
  const user = sentence("u", ofUsers ?? []);
  const group = sentence("g", ofGroups ?? []);
  if (ofUsers?.join() === ofGroups?.join()) return `${user} and in ${files.g}`;
  return user && group ? `${user}, and ${group}` : user || group;
}

function sentence(kind: IdKind, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, mostLines);
  const more = lines.length > shown.length ? ` and ${lines.length - shown.length} more` : "";
  return `${more ? shown.join(", ") + more : shown.join(" and ")} in ${files[kind]}`;
}

function linesOf(spans: readonly { first: number; end: number }[]): readonly string[] {
  return spans.map(({ first, end }) => `\`root:${first}:${end - first}\``);
}

/** The host IDs that Proxmox' own entry for root does not cover, in their order, those that follow each other as one. */
function needed(ranges: readonly IdSpan[]): readonly { first: number; end: number }[] {
  const granted = { first: usualIds.outside, end: usualIds.outside + usualIds.count };
  const outside = ranges.flatMap(({ outside: first, count }) => {
    const end = first + count;
    return [
      { first, end: Math.min(end, granted.first) },
      { first: Math.max(first, granted.end), end },
    ].filter((span) => span.end > span.first);
  });
  const joined: { first: number; end: number }[] = [];
  for (const span of outside.sort((left, right) => left.first - right.first)) {
    const last = joined.at(-1);
    if (last && last.end >= span.first) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}
