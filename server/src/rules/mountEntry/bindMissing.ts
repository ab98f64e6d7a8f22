import { kindOfHostPath } from "../../container/hostPaths.js";
import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import type { MountField } from "../../syntax/mountEntry.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { prependOption } from "./completion.js";
import { mistypedBind } from "./optionWords.js";
import { mountedEntries } from "./shape.js";

/** Words in the type field that name no file system. */
const noTypes = new Set(["none", "bind", "rbind", "auto", "defaults"]);

/** Without `bind` liblxc asks the kernel for a file system of the type `none`, which does not exist. */
export const bindMissing = defineRule({
  name: "mount-entry-bind-missing",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const { type, options } = entry;
      if (!type || !options || isBindMount(entry) || !(noTypes.has(type.text) || needsDisk(entry))) continue;
      report(mistypedBind(entry)?.word ?? (isFileSystem(entry.source) ? type : options), messageOf(entry, type.text), {
        rejectedBy: isLeftOut(entry) ? "ignored" : "start",
        fixes: fixesOf(entry, type),
      });
    }
  },
});

function messageOf(entry: MountEntry, type: string): string {
  const typo = mistypedBind(entry);
  const end = isLeftOut(entry) ? "the mount is left out" : "the container does not start";
  if (typo?.word.text === "move") return `A mount entry cannot move a mount, so ${end}. Write \`bind\` instead.`;
  if (isFileSystem(entry.source)) return `\`${type}\` is no file system, so ${end}. ${repairOf(entry, undefined)}`;
  if (needsDisk(entry)) {
    return `${entry.source?.text} is a directory and \`${type}\` needs a disk, so ${end}. Write \`bind\` to show the directory.`;
  }
  const what = typo ? `liblxc does not know the option \`${typo.word.text}\`` : "These options lack `bind`";
  return `${what}, so liblxc mounts a file system of the type \`${type}\`, which no kernel has, and ${end}. ${repairOf(entry, typo?.meant)}`;
}

function repairOf(entry: MountEntry, meant: string | undefined): string {
  const source = entry.source?.decoded ?? "";
  if (isDisk(entry))
    return "Write the disk's own file system as the type instead, or bind the directory where the host mounts it.";
  if (meant) return `Write \`${meant}\` instead.`;
  if (source.startsWith("/")) return "Write `bind`.";
  return isFileSystem(entry.source) ? `Write \`${source}\` instead.` : "Write the file system that is meant instead.";
}

function fixesOf(entry: MountEntry, type: Token): readonly Fix[] {
  const source = entry.source?.decoded ?? "";
  const typo = mistypedBind(entry);
  if (isDisk(entry)) return [];
  if (typo)
    return [
      { title: `Write \`${typo.meant}\``, safe: typo.word.text !== "move", edits: [replace(typo.word, typo.meant)] },
    ];
  if (isFileSystem(entry.source))
    return [{ title: `Write the type \`${source}\``, safe: true, edits: [replace(type, source)] }];
  return source.startsWith("/") ? [{ title: "Add `bind`", safe: true, edits: prependOption(entry, "bind") }] : [];
}

/** A device that is to be mounted somewhere else than at a device is a disk: its file system is meant, not its node. */
function isDisk({ source, place }: MountEntry): boolean {
  return (
    (source?.decoded.startsWith("/dev/") ?? false) &&
    !place.path.startsWith("dev") &&
    kindOfHostPath(source?.decoded ?? "") !== "dir"
  );
}

function isFileSystem(source: MountField | undefined): boolean {
  return factOf(fileSystems, source?.decoded ?? "") !== undefined;
}

/** The type is that of a disk, and the source surely is none. */
function needsDisk({ source, type }: MountEntry): boolean {
  return (
    factOf(fileSystems, type?.decoded ?? "")?.names === "device" && kindOfHostPath(source?.decoded ?? "") === "dir"
  );
}

// An ID-mapped entry stops the start even when it is optional.
function isLeftOut(entry: MountEntry): boolean {
  return isOptional(entry) && !mountOption(entry, "idmap");
}
