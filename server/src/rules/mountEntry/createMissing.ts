import type { FileKind } from "../../container/hostPaths.js";
import { createdKind, isOptional, type MountEntry } from "../../container/mountEntries.js";
import { targetStates } from "../../container/mountTargets.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { appendOption, wantedFor } from "./completion.js";
import { quoted } from "./consequence.js";
import { isMeantToBind } from "./fields.js";
import { mistypedCreate } from "./optionWords.js";
import { mountedEntries } from "./shape.js";

/** liblxc mounts only onto what is there, and its `/dev` is empty when the entries are mounted. */
export const createMissing = defineRule({
  name: "mount-entry-create-missing",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    const states = targetStates(container);
    for (const entry of mountedEntries(container)) {
      const { target } = entry;
      const state = states.get(entry);
      if (!target || state === "there" || createdKind(entry) || mistypedCreate(entry)) continue;
      const fixes = fixesOf(entry);
      const wish = wishOf(entry);
      if (state === "missing" && isOptional(entry)) {
        report(
          target,
          `Nothing creates ${quoted(target.text)}, and liblxc's /dev is empty at this time, so this mount is always left out. ${wish}`,
          {
            severity: "warning",
            rejectedBy: "ignored",
            fixes,
          },
        );
      } else if (state === "missing") {
        report(
          target,
          `Nothing creates ${quoted(target.text)}, and liblxc's /dev is empty at this time, so the container does not start. ${wish}`,
          { fixes },
        );
      } else if (!isOptional(entry)) {
        report(target, `The container does not start unless ${quoted(target.text)} is among its files. ${wish}`, {
          severity: "information",
          rejectedBy: null,
          fixes,
        });
      }
    }
  },
});

function wishOf(entry: MountEntry): string {
  const { kind, sure } = sourceOf(entry);
  return sure ? `Write \`create=${kind}\`.` : "Write `create=dir`, or `create=file` when the source is no directory.";
}

function fixesOf(entry: MountEntry): readonly Fix[] {
  const { kind, sure } = sourceOf(entry);
  const kinds: readonly FileKind[] = sure ? [kind] : kind === "dir" ? ["dir", "file"] : ["file", "dir"];
  return kinds.map((each) => ({
    title: `Add \`create=${each}\``,
    safe: sure,
    edits: [...appendOption(entry, `create=${each}`), ...slashRemoved(entry, each)],
  }));
}

// A file cannot be created at a path that ends in a slash.
function slashRemoved({ target }: MountEntry, kind: FileKind): readonly TextEdit[] {
  if (kind === "dir" || !target?.text.endsWith("/")) return [];
  return [replace({ start: target.end - 1, end: target.end }, "")];
}

// A file system such as tmpfs is always mounted onto a directory.
function sourceOf(entry: MountEntry): ReturnType<typeof wantedFor> {
  return isMeantToBind(entry) ? wantedFor(entry.source?.decoded ?? "") : { kind: "dir", sure: true };
}
