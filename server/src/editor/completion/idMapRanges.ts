import { CompletionItemKind } from "vscode-languageserver-types";
import type { Container } from "../../container/container.js";
import { type IdKind, type IdSpan, ofKind, rangeText, usualIds, writtenRanges } from "../../container/idMap.js";
import { holesIn, isValid, mostRanges, offsetOf, sizeOf } from "../../container/idMapRepair.js";
import { countsAsTrue } from "../../container/values.js";
import { lineEndOf } from "../../syntax/document.js";
import type { Proposal } from "./proposal.js";

const kinds: readonly IdKind[] = ["u", "g"];

/** So many pieces are offered; a map with more holes is written by another hand. */
const mostHoles = 8;

/** The ranges that fit between those that are there: what one kind has and the other lacks, then what fills its holes. */
export function idMapRanges(rest: Container): readonly Proposal[] {
  // Proxmox takes a container with a map and without the setting for a privileged one.
  if (rest.document.dialect === "proxmox" && !countsAsTrue(rest.settings.get("unprivileged")?.value.text ?? ""))
    return [];
  const written = writtenRanges(rest);
  if (written.length >= mostRanges) return [];
  if (written.length === 0) return [wholeMap(rest)];
  const proposals = new Map<string, Proposal>();
  for (const kind of kinds) {
    const own = ofKind(written, kind);
    const other = ofKind(written, kind === "u" ? "g" : "u");
    const missing = other.filter(({ inside }) => !own.some((each) => each.inside === inside));
    const named = kind === "u" ? "users" : "groups";
    for (const span of missing) add(proposals, kind, span, own, `${named}, as the other kind has it`);
    if (own.length === 0) continue;
    const offset = offsetOf(own);
    for (const { first, last } of holesIn(own, sizeOf(own)).slice(0, mostHoles)) {
      const span = { inside: first, outside: first + offset, count: last - first + 1 };
      add(proposals, kind, span, own, `${named}, up to the next range`);
    }
  }
  return [...proposals.values()];
}

/** Both kinds at once, as a map of one kind does not start. */
function wholeMap({ document }: Container): Proposal {
  const users = rangeText("u", usualIds);
  const separator = document.dialect === "lxc" ? " = " : ": ";
  return {
    label: users,
    text: `${users}${lineEndOf(document)}lxc.idmap${separator}${rangeText("g", usualIds)}`,
    kind: CompletionItemKind.Value,
    note: "users and groups, as Proxmox maps them",
  };
}

function add(
  proposals: Map<string, Proposal>,
  kind: IdKind,
  { inside, outside, count }: IdSpan,
  own: readonly IdSpan[],
  note: string,
): void {
  if (!isValid([...own, { inside, outside, count }])) return;
  const label = rangeText(kind, { inside, outside, count });
  if (!proposals.has(label)) proposals.set(label, { label, kind: CompletionItemKind.Value, note });
}
