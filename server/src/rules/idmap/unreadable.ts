import type { Container, RawEntry } from "../../container/container.js";
import { type IdRange, type IdSpan, rangeText, readRange, writtenRanges } from "../../container/idMap.js";
import { mostRanges, overlapping } from "../../container/idMapRepair.js";
import { refusalsOf } from "../../container/lxcLoading.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import type { Report } from "../rule.js";
import { meantRanges } from "./meantRange.js";
import { insertRanges } from "./rewriteMap.js";

/** Tells of lines that LXC or Proxmox cannot read; whether there are any. */
export function reportUnreadable(container: Container, report: Report): boolean {
  const refused = new Set<RawEntry>();
  const others = writtenRanges(container);
  for (const { entry } of refusalsOf(container)) {
    if (entry.key.text !== "lxc.idmap") continue;
    refused.add(entry);
    if (trailingComment(entry.value)) continue;
    report(
      entry.value,
      "liblxc cannot read this ID map and refuses the whole config, so the container does not start. Write `u` or `g`, the first ID inside, the first ID on the host, and the count.",
      { rejectedBy: "liblxc", fixes: fixesOf(container, entry, others) },
    );
  }
  if (container.document.dialect !== "proxmox") return refused.size > 0;
  const odd = container.raw.filter(
    (entry) => entry.key.text === "lxc.idmap" && !refused.has(entry) && !isReadByProxmox(entry),
  );
  const clearing = new Set(
    container.raw.map(({ key, clearedBy }) => (key.text === "lxc.idmap" ? clearedBy : undefined)),
  );
  for (const entry of odd) {
    if (entry.value.text === "") reportEmpty(entry, clearing.has(entry.line), report);
    else {
      report(
        entry.value,
        "liblxc could read this ID map, but Proxmox cannot: its pre-start hook says `failed to parse idmap` and the container does not start. Write `u` or `g` and three decimal numbers with blanks between them, without quotes.",
        { fixes: fixesOf(container, entry, others) },
      );
    }
  }
  return refused.size + odd.length > 0;
}

/**
 * Proxmox reads the text of the file itself, quotes included, and those lines too that a later one clears. Source: pve-container 6.1.10,
 * src/PVE/LXC.pm, parse_id_maps(), called by src/lxc-pve-prestart-hook.
 */
function isReadByProxmox({ line }: RawEntry): boolean {
  return /^[ug]\s+\d+\s+\d+\s+\d+\s*$/.test(line.value?.text ?? "");
}

function reportEmpty({ line, key }: RawEntry, clears: boolean, report: Report): void {
  report(
    key,
    "Proxmox cannot read an empty ID map, and its pre-start hook says `failed to parse idmap` and the container does not start. Remove the line.",
    { fixes: [{ title: "Remove the line", safe: !clears, edits: [removeLine(line)] }] },
  );
}

function fixesOf(container: Container, entry: RawEntry, others: readonly IdRange[]): readonly Fix[] {
  const { line, value } = entry;
  const range = readRange(value.text);
  const meant = range ? [rangeText(range.kind, range)] : meantRanges(value.text);
  const [first, second] = meant;
  if (first === undefined || !line.value) return [];
  const safe = range !== undefined || goWithOthers(meant, others);
  const edits = [replace(line.value, first)];
  if (second === undefined) return [{ title: `Write \`${first}\``, safe, edits }];
  return [
    {
      title: `Write \`${first}\` and \`${second}\``,
      safe,
      edits: [...edits, insertRanges(container, entry, [second])],
    },
  ];
}

/** Whether these ranges can stand beside those that can be read already, without an ID that stands twice. */
function goWithOthers(meant: readonly string[], others: readonly IdRange[]): boolean {
  if (others.length > mostRanges) return false;
  return meant.every((text) => {
    const range = readRange(text);
    const own = range ? others.filter(({ kind }) => kind === range.kind) : [];
    return range !== undefined && overlapping<IdSpan>([...own, range]).length === overlapping<IdSpan>(own).length;
  });
}
