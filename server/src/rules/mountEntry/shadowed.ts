import type { Container } from "../../container/container.js";
import { isOptional, type MountEntry, mountOption, showsAnyway } from "../../container/mountEntries.js";
import { type Mount, mountsInOrder } from "../../container/mounts.js";
import { textOf } from "../../syntax/document.js";
import type { Fix, Related } from "../finding.js";
import { insertLinesAfter, removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { shapeOf } from "./shape.js";

/** Of two mounts at one place the later one is seen, and a mount hides all that was mounted below its place before. */
export const shadowed = defineRule({
  name: "mount-entry-shadowed",
  area: "mount-entry",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    const mounts = mountsInOrder(container).filter(({ entry }) => !entry || shapeOf(entry) === "whole");
    const parents = new Set(mounts.flatMap((mount) => directoriesAbove(mount.path)));
    for (const { hidden, by } of hiddenAmong(mounts)) {
      const { entry } = hidden;
      const target = entry?.entry && entry.target;
      const isAlone = !parents.has(hidden.path);
      if (entry && target && isRepeated(entry, by)) {
        const title = "Remove the repeated entry";
        report(target, "A later line mounts the same at the same place. Remove one of the two.", {
          severity: "information",
          tags: ["unnecessary"],
          related: relatedTo(by, "The same again."),
          fixes: entry.entry ? [{ title, safe: isAlone, edits: [removeLine(entry.entry.line)] }] : [],
        });
      } else if (entry && target && !isOptional(by) && !showsAnyway(by, entry)) {
        const same = hidden.path === by.place.path;
        const message = same
          ? "A later mount at the same place hides this one. Remove one of the two."
          : `A later mount on \`${by.place.path}\` hides this one. ${adviceFor(entry, by)}`;
        const fixes = same ? (isAlone ? removal(entry) : []) : reordering(container, entry, by);
        report(target, message, { related: relatedTo(by, "This one is seen."), fixes });
      } else if (hidden.mountPoint && !isOptional(by) && by.entry && by.target) {
        const { key, value } = hidden.mountPoint;
        report(
          by.target,
          `This mount hides the mount point \`${key.text}\`. Remove one of the two, or give it another place.`,
          {
            related: [{ span: value, message: "This is hidden." }],
          },
        );
      }
    }
  },
});

interface Hidden {
  readonly hidden: Mount;
  /** The mount that lies on it. */
  readonly by: MountEntry;
}

/** What later mounts hide, in the order of mounting. liblxc's own `/dev`, and one put on it whole, hide nothing that counts; `/dev/fuse` is watched by another rule. */
function hiddenAmong(mounts: readonly Mount[]): readonly Hidden[] {
  const found: Hidden[] = [];
  const later = new Map<string, MountEntry>();
  for (const hidden of [...mounts].reverse()) {
    const covers = [hidden.path, ...directoriesAbove(hidden.path).reverse()];
    const by = covers.map((path) => later.get(path)).find((entry) => entry !== undefined);
    if (by && hidden.path !== "dev/fuse") found.push({ hidden, by });
    if (hidden.entry && hidden.path !== "dev") later.set(hidden.path, hidden.entry);
  }
  return found.reverse();
}

function directoriesAbove(path: string): string[] {
  const paths: string[] = [];
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) paths.push(path.slice(0, at));
  return paths;
}

function isRepeated(hidden: MountEntry, by: MountEntry): boolean {
  return hidden.place.path === by.place.path && showsAnyway(by, hidden) && hidden.options?.text === by.options?.text;
}

function relatedTo({ entry, target }: MountEntry, message: string): readonly Related[] {
  return entry && target ? [{ span: target, message }] : [];
}

function removal({ entry }: MountEntry): readonly Fix[] {
  return entry ? [{ title: "Remove the hidden entry", safe: false, edits: [removeLine(entry.line)] }] : [];
}

/** liblxc carries out the ID-mapped entries last, wherever they are written, so moving lines does not change that order. */
function isForcedLast(hidden: MountEntry, by: MountEntry): boolean {
  return mountOption(by, "idmap") !== undefined && mountOption(hidden, "idmap") === undefined;
}

function adviceFor(hidden: MountEntry, by: MountEntry): string {
  return isForcedLast(hidden, by)
    ? "ID-mapped entries are mounted last, so give one of the two another place."
    : "Put the outer mount first.";
}

function reordering(container: Container, hidden: MountEntry, by: MountEntry): readonly Fix[] {
  if (!hidden.entry || !by.entry || isForcedLast(hidden, by)) return [];
  const edits = [
    removeLine(hidden.entry.line),
    insertLinesAfter(container, by.entry.line, [textOf(container.document, hidden.entry.line)]),
  ];
  return [{ title: "Put it behind the outer mount", safe: false, edits }];
}
