import type { Container } from "../../container/container.js";
import { type IdKind, type IdSpan, ofKind, type WrittenRange, writtenRanges } from "../../container/idMap.js";
import { completedMap, holesIn, isPieceOf, offsetOf, sizeOf } from "../../container/idMapRepair.js";
import { refusalsOf } from "../../container/lxcLoading.js";
import type { Fix } from "../finding.js";
import { defineRule, type Report } from "../rule.js";
import { isStartable } from "./invalid.js";
import { kindName, textOf } from "./otherKind.js";
import { rewriteMap } from "./rewriteMap.js";

/** The container starts with such a map, but some of its IDs are nobody's, or other ones than the rest of the map lets expect. */
export const idmapIncomplete = defineRule({
  name: "idmap-incomplete",
  area: "idmap",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.idmap", "lxc.id_map"],
  check(container, report) {
    if (refusalsOf(container).some(({ entry }) => entry.key.text === "lxc.idmap")) return;
    const ranges = writtenRanges(container);
    for (const kind of ["u", "g"] as const) {
      const own = ofKind(ranges, kind);
      if (isStartable(own)) checkKind(container, kind, own, report);
    }
  },
});

function checkKind(container: Container, kind: IdKind, own: readonly WrittenRange[], report: Report): void {
  const size = sizeOf(own);
  const [hole, ...further] = holesIn(own, size);
  const tooFar = own.find((range) => range.inside + range.count > size);
  const offset = offsetOf(own);
  const shifted = own.find((range) => isPieceOf(range, offset) && range.outside - range.inside !== offset);
  if (!hole && !tooFar && !shifted) return;
  // Of a native config that maps a few IDs only, the file does not tell where the others should be.
  const isPatchwork = container.document.dialect === "lxc" && !own.some((range) => isPieceOf(range, offset));
  const map = isPatchwork ? undefined : completedMap(own);
  const write = map ? ` Write ${textOf(kind, map, own)}.` : "";
  const fixes: readonly Fix[] = map
    ? [
        {
          title: `Compute the ranges of the ${kindName(kind)} IDs anew`,
          safe: false,
          edits: rewriteMap(container, kind, own, map),
        },
      ]
    : [];
  if (hole) {
    const place = own.find((range) => range.inside > hole.first) ?? own.at(-1);
    if (place) reportHole(container, kind, place, [hole, ...further], write, fixes, report);
  } else if (shifted) {
    report(shifted.entry.value, `${shiftText(kind, shifted, offset)}${write}`, { severity: "information", fixes });
  } else if (tooFar) {
    const last = tooFar.inside + tooFar.count - 1;
    report(
      tooFar.entry.value,
      `The map goes on to the ${kindName(kind)} ID ${last} inside and ${tooFar.outside + tooFar.count - 1} on the host, beyond the 65536 that a host usually grants: few hosts will start the container like this.${write}`,
      { severity: "information", fixes },
    );
  }
}

function reportHole(
  container: Container,
  kind: IdKind,
  { entry }: WrittenRange,
  holes: readonly { first: number; last: number }[],
  write: string,
  fixes: readonly Fix[],
  report: Report,
): void {
  const named = holes.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
  const [name] = named;
  const isOne = holes.length === 1 && holes[0]?.first === holes[0]?.last;
  const which = named.length > 2 ? `${name} and ${named.length - 1} further pieces` : named.join(" and ");
  report(
    entry.value,
    `No line maps the ${kindName(kind)} ${isOne ? "ID" : "IDs"} ${which}: no process can get ${isOne ? "it" : "them"}, and a file of ${isOne ? "it" : "theirs"} is nobody's.${write}`,
    // A small container of LXC may do with a few IDs on purpose.
    { severity: container.document.dialect === "lxc" ? "information" : "warning", fixes },
  );
}

function shiftText(kind: IdKind, range: IdSpan, offset: number): string {
  const { inside, outside } = range;
  return `From the ${kindName(kind)} ID ${inside} on, the map goes on with ${outside} on the host instead of ${offset + inside}, so files that were made under the usual map change their owners.`;
}
