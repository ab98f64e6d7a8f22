import type { Container, RawEntry } from "../../container/container.js";
import { integerOf } from "../../container/lxcFormats/numbers.js";
import { blankSeparated } from "../../container/lxcFormats/words.js";
import { refusalsOf } from "../../container/lxcLoading.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { defineRule, type Report } from "../rule.js";

/** A range of an ID map, `[first, end)` on both sides. */
interface Range {
  readonly entry: RawEntry;
  readonly type: "u" | "g";
  readonly inside: bigint;
  readonly outside: bigint;
  readonly count: bigint;
}

/** How many IDs the kernel has. */
const ids = 2n ** 32n;

/** ID maps that liblxc cannot read, or that the kernel does not take at the start. */
export const idmapInvalid = defineRule({
  name: "idmap-invalid",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.idmap", "lxc.id_map"],
  check(container, report) {
    const unreadable = refusalsOf(container).filter(({ entry }) => entry.key.text === "lxc.idmap");
    for (const { entry } of unreadable) {
      if (trailingComment(entry.value)) continue;
      report(
        entry.value,
        "LXC cannot read this ID map and refuses the whole config, so the container does not start. Write `u` or `g`, the first ID inside, the first ID on the host, and the count.",
        { rejectedBy: "liblxc" },
      );
    }
    // What the other lines mean together nobody knows until this is repaired.
    if (unreadable.length === 0) checkRanges(rangesOf(container), report);
  },
});

/** Those under the key's old name count too: they are meant, and another rule renames them. */
function rangesOf({ raw }: Container): readonly Range[] {
  return raw.flatMap((entry) => {
    const isMap = entry.key.text === "lxc.idmap" || entry.key.text === "lxc.id_map";
    if (!isMap || entry.clearedBy) return [];
    const [type, ...numbers] = blankSeparated(entry.value.text);
    const [inside, outside, count] = numbers.map(integerOf);
    if ((type !== "u" && type !== "g") || inside === undefined || outside === undefined || count === undefined)
      return [];
    return [{ entry, type, inside, outside, count }];
  });
}

function checkRanges(ranges: readonly Range[], report: Report): void {
  const [first] = ranges;
  if (!first) return;
  const isMappable = ({ inside, outside, count }: Range): boolean => {
    return count > 0n && inside + count <= ids && outside + count <= ids;
  };
  for (const range of ranges) if (!isMappable(range)) reportUnmappable(range, report);
  for (const type of ["u", "g"] as const) {
    const own = ranges.filter((range) => range.type === type);
    const overlapping = new Set([
      ...overlaps(own.filter(isMappable), ({ inside }) => inside),
      ...overlaps(own.filter(isMappable), ({ outside }) => outside),
    ]);
    for (const { entry } of overlapping) {
      report(
        entry.value,
        "This range overlaps another one, inside the container or on the host, and the kernel refuses such a map: the container does not start. Let each ID stand in one range only.",
      );
    }
    if (own.some((range) => !isMappable(range) || range.inside === 0n)) continue;
    const name = type === "u" ? "user" : "group";
    report(
      first.entry.value,
      `No line maps the ${name} ID 0, which is root inside the container, so the container does not start. Add a line such as \`${type} 0 100000 65536\`.`,
    );
  }
}

function reportUnmappable({ entry, count }: Range, report: Report): void {
  const what = count === 0n ? "A range of no IDs" : "A range beyond the last ID, 4294967294,";
  report(
    entry.value,
    `${what} cannot be mapped, so the container does not start. Write the count of IDs that you mean.`,
  );
}

/** The ranges that begin within one of those that begin before them; of two that begin together, the one that is written later. */
function overlaps(ranges: readonly Range[], startOf: (range: Range) => bigint): readonly Range[] {
  const inOrder = ranges.toSorted((left, right) => Number(startOf(left) - startOf(right)));
  let end = 0n;
  return inOrder.filter((range) => {
    const start = startOf(range);
    const overlap = start < end;
    if (start + range.count > end) end = start + range.count;
    return overlap;
  });
}
