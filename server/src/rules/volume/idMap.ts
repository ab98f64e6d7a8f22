import { type DiskIdRange, diskIdRanges } from "../../container/diskIdMap.js";
import { type ContainerIdMap, type IdKind, idMapOf } from "../../container/idMap.js";
import { mountPointsOf, propertyOf, type Volume } from "../../container/volumes.js";
import { insertAt } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** The ID map of one mount point: each ID may stand in it once, and only IDs that the container has can be mapped. */
export const idMap = defineRule({
  name: "mount-point-idmap",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    for (const point of mountPointsOf(container)) {
      const value = propertyOf(point, "idmap")?.value;
      // A privileged container has none, and ignores this property.
      const map = value && idMapOf(container);
      if (!value || !map) continue;
      const ranges = diskIdRanges(value);
      for (const kind of ["u", "g"] as const) {
        const ofKind = ranges.filter((range) => range.kind === kind);
        for (const range of ofKind) checkRange(range, ofKind, map, report);
      }
      checkOtherKind(point, ranges, report);
    }
  },
});

function checkRange(range: DiskIdRange, all: readonly DiskIdRange[], map: ContainerIdMap, report: Report): void {
  const earlier = all.filter((each) => each.start < range.start);
  const inside = earlier.find((each) => overlaps(each.inside, each.count, range.inside, range.count));
  const other = inside ?? earlier.find((each) => overlaps(each.onDisk, each.count, range.onDisk, range.count));
  if (other) {
    const where = inside ? "in the container" : "on the disk";
    const first = inside ? Math.max(other.inside, range.inside) : Math.max(other.onDisk, range.onDisk);
    report(
      range,
      `The ${nameOf(range.kind)} ID ${first} ${where} is in \`${other.text}\` already, so the container does not start. Let each ID stand in one range.`,
      { related: [{ span: other, message: "It is mapped here." }] },
    );
    return;
  }
  if (!map[range.kind].some((each) => overlaps(each.inside, each.count, range.inside, range.count))) {
    report(
      range,
      `The container has none of these ${nameOf(range.kind)} IDs, so this range does nothing. Write IDs of the container first, then those on the disk.`,
      { severity: "warning", rejectedBy: "ignored" },
    );
  }
}

function overlaps(first: number, count: number, other: number, otherCount: number): boolean {
  return first < other + otherCount && other < first + count;
}

function nameOf(kind: IdKind): string {
  return kind === "u" ? "user" : "group";
}

/** Without a range of its own, the other kind is mapped as in the rest of the container, which is seldom what is meant. */
function checkOtherKind({ properties }: Volume, ranges: readonly DiskIdRange[], report: Report): void {
  const [first] = ranges;
  const property = properties.find(({ key }) => key?.text === "idmap");
  if (!first || !property?.value || ranges.some(({ kind }) => kind !== first.kind)) return;
  const other: IdKind = first.kind === "u" ? "g" : "u";
  const text = ranges.map(({ inside, onDisk, count }) => `${other}:${inside}:${onDisk}:${count}`).join(";");
  report(
    property.value,
    `Only ${nameOf(first.kind)} IDs are mapped here, and ${nameOf(other)} IDs are shifted like everywhere in the container. If the ${nameOf(other)}s are meant too, write \`${text}\` as well.`,
    {
      severity: "hint",
      rejectedBy: null,
      fixes: [{ title: `Add \`${text}\``, safe: false, edits: [insertAt(property.end, `;${text}`)] }],
    },
  );
}
