import type { Container } from "../../container/container.js";
import { nearest } from "../../container/nearest.js";
import { type Ancestry, ancestryOf, circlesOf, snapshotsOf, timeOf } from "../../container/snapshots.js";
import { validateSetting } from "../../container/validate.js";
import type { Document, Section } from "../../syntax/document.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** Snapshots form a tree by the line `parent`; one that names no snapshot, or leads round in a circle, breaks it. */
export const snapshotParent = defineRule({
  name: "snapshot-parent",
  area: "file",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["parent"],
  check(container, report) {
    const snapshots = snapshotsOf(container.document);
    for (const circle of circlesOf(snapshots)) checkCircle(snapshots, circle, report);
    for (const section of [container.document.main, ...snapshots.values()]) {
      const ancestry = ancestryOf(section);
      const value = ancestry?.line.value;
      if (!ancestry || !value || snapshots.has(value.text)) continue;
      if (isNoName(container, value.text) || hasLostHeader(container.document, value.text)) continue;
      report(
        value,
        `There is no snapshot \`${value.text}\` in this file, so the tree of snapshots is broken. Name one that is there, or remove the line.`,
        {
          // The output of `pct config` names the parent too, without any section.
          severity: snapshots.size > 0 ? "warning" : "information",
          fixes: fixesFor(ancestry, [...snapshots.keys()]),
        },
      );
    }
  },
});

/** The oldest of them cannot have been made after another. */
function checkCircle(snapshots: ReadonlyMap<string, Section>, circle: readonly string[], report: Report): void {
  const sections = circle.flatMap((name) => snapshots.get(name) ?? []);
  const [oldest, ...others] = sections.toSorted((left, right) => timeOf(left) - timeOf(right));
  const line = oldest && ancestryOf(oldest)?.line;
  if (!oldest || !line?.value) return;
  report(
    line.value,
    `The parents of the snapshot \`${oldest.name}\` lead in a circle back to it, so the tree of snapshots is broken. The oldest of them needs no parent. Remove the line.`,
    {
      related: others.flatMap(({ header }) => (header ? [{ span: header, message: "One of the circle." }] : [])),
      fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }],
    },
  );
}

/** Of what can be no name at all, value-invalid speaks. */
function isNoName({ target }: Container, name: string): boolean {
  return validateSetting("parent", name, target.proxmox).complaints.length > 0;
}

/** A header that Proxmox cannot read is the cause then, and line-unparseable says so. */
function hasLostHeader({ lines, text }: Document, name: string): boolean {
  return lines.some((line) => line.kind === "unreadable" && text.slice(line.start, line.end).includes(name));
}

function fixesFor({ line, section, parent }: Ancestry, names: readonly string[]): readonly Fix[] {
  const near = nearest(
    parent,
    names.filter((name) => name !== section.name),
  );
  const removal: Fix = { title: "Remove the line", safe: false, edits: [removeLine(line)] };
  if (near === undefined || !line.value) return [removal];
  return [{ title: `Write \`${near}\``, safe: false, edits: [replace(line.value, near)] }, removal];
}
