import { type Container, hasFeature } from "../../container/container.js";
import type { MountEntry } from "../../container/mountEntries.js";
import type { Span } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { bindEntry, targetFor, wantedFor } from "./completion.js";
import { quoted } from "./consequence.js";
import { shapeOf } from "./shape.js";

/** A mount entry that names only its source is mounted onto the container's root, with an empty file system type. */
export const targetMissing = defineRule({
  name: "mount-entry-target-missing",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const { source } = entry;
      if (!source || shapeOf(entry) !== "alone") continue;
      const what = entry.target
        ? `liblxc takes \`${entry.target.text}\` for it and the container does not start`
        : `liblxc mounts ${quoted(source.text)} onto the container's root and the container does not start`;
      report(source, `This mount entry has no target, so ${what}. ${repairOf(container, entry)}`, {
        fixes: fixesOf(container, entry),
      });
    }
  },
});

function isServedByFeature(container: Container, entry: MountEntry): boolean {
  return (
    entry.source?.decoded === "/dev/fuse" && container.document.dialect === "proxmox" && hasFeature(container, "fuse")
  );
}

function repairOf(container: Container, entry: MountEntry): string {
  if (isServedByFeature(container, entry)) return "Remove the line: with `fuse=1` Proxmox adds the right entry itself.";
  return entry.source?.decoded.startsWith("/")
    ? `Write \`${completeEntryOf(entry)}\` instead.`
    : "Write source, target, type and options instead.";
}

function fixesOf(container: Container, entry: MountEntry): readonly Fix[] {
  const line = entry.entry?.line;
  if (!line || !entry.source) return [];
  if (isServedByFeature(container, entry)) {
    return [{ title: "Remove the line; `fuse=1` brings /dev/fuse already", safe: true, edits: [removeLine(line)] }];
  }
  if (!entry.source.decoded.startsWith("/") || targetFor(entry.source.text) === "") return [];
  const safe = entry.source.decoded.startsWith("/dev/") && wantedFor(entry.source.decoded).sure;
  return [{ title: "Complete the mount entry", safe, edits: [replace(spanOf(entry), completeEntryOf(entry))] }];
}

/** The source with the numbers that may stand behind it. */
function spanOf(entry: MountEntry): Span {
  const last = entry.type ?? entry.target ?? entry.source ?? entry;
  return { start: entry.start, end: last.end };
}

// A device is expected where the host has it. For any other source this is a proposal.
function completeEntryOf({ source }: MountEntry): string {
  return bindEntry(source?.text ?? "", targetFor(source?.text ?? ""));
}
