import type { Container } from "../../container/container.js";
import { type IdRange, ofKind, usualIds, writtenRanges } from "../../container/idMap.js";
import { completedMap, isPieceOf, offsetOf, sizeOf } from "../../container/idMapRepair.js";
import { isBindMount } from "../../container/mountEntries.js";
import { isSince } from "../../container/releases.js";
import { countsAsTrue } from "../../container/values.js";
import { mountPointsOf, propertyOf, type Volume } from "../../container/volumes.js";
import type { TextEdit } from "../../syntax/edit.js";
import { insertAt, insertSetting, removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { isStartable } from "./invalid.js";

/** Since Proxmox VE 9.2 a mount point hands IDs through by itself, so the container needs no map of its own for it. */
export const idmapForOneMount = defineRule({
  name: "idmap-for-one-mount",
  area: "idmap",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.idmap"],
  check(container, report) {
    if (!isSince(container.target.proxmox, "9.2")) return;
    const [point, ...others] = mountPointsOf(container).filter(({ kind }) => kind === "bind");
    if (!point || others.length > 0 || propertyOf(point, "idmap") || servesMountEntries(container)) return;
    const handed = handedThrough(container);
    if (!handed) return;
    const property = `idmap=${handed.map(({ kind, inside, outside, count }) => `${kind}:${inside}:${outside}:${count}`).join(";")}`;
    const [first] = container.idMaps;
    if (!first) return;
    report(
      first.key,
      `With \`${property}\` in \`${point.key.text}\`, that mount point hands these IDs through by itself. Remove the ID map, and the host needs no \`/etc/subuid\` for it either.`,
      {
        related: [{ span: point.value, message: "The mount point that the map is for." }],
        // Unsafe: files of these IDs elsewhere in the container lose their owners.
        fixes: [
          {
            title: `Move the IDs to ${point.key.text} and drop the ID map`,
            safe: false,
            edits: moveTo(container, point, property),
          },
        ],
      },
    );
  },
});

/** The ranges of the host's own IDs in a map that is otherwise Proxmox' own; undefined for any other map. */
function handedThrough(container: Container): readonly IdRange[] | undefined {
  const ranges = writtenRanges(container);
  if (ranges.length !== container.idMaps.length) return undefined;
  const handed: IdRange[] = [];
  for (const kind of ["u", "g"] as const) {
    const own = ofKind(ranges, kind);
    const map = isStartable(own) ? completedMap(own) : undefined;
    if (!map || sizeOf(own) !== usualIds.count || offsetOf(own) !== usualIds.outside) return undefined;
    handed.push(...own.filter((range) => !isPieceOf(range, usualIds.outside)));
  }
  // Root of the container is to stay what it is everywhere.
  const isPlain = handed.length > 0 && handed.every(({ inside, outside }) => inside > 0 && outside > 0);
  return isPlain ? handed : undefined;
}

/** Nodes and directories that raw lines bind keep needing the map. */
function servesMountEntries({ mountEntries }: Container): boolean {
  return mountEntries.some(isBindMount);
}

function moveTo(container: Container, point: Volume, property: string): readonly TextEdit[] {
  const setting = container.settings.get("unprivileged");
  const isSet = setting !== undefined && countsAsTrue(setting.value.text);
  return [
    insertAt(point.written.end, `,${property}`),
    ...(isSet ? [] : [setting ? replace(setting.value, "1") : insertSetting(container, "unprivileged", "1")]),
    ...container.raw.filter(({ key }) => key.text === "lxc.idmap").map(({ line }) => removeLine(line)),
  ];
}
