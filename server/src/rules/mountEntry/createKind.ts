import { kindOfHostPath } from "../../container/hostPaths.js";
import { createdKind, isBindMount, isOptional, type MountEntry } from "../../container/mountEntries.js";
import { isGuestDirectory, type TargetState, targetStates } from "../../container/mountTargets.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { wantedFor } from "./completion.js";
import { consequenceOf, quoted } from "./consequence.js";
import { isMeantToBind } from "./fields.js";
import { mistypedCreate, refusesUnknown } from "./optionWords.js";
import { mountedEntries } from "./shape.js";

/** A directory fits onto a directory only, anything else onto a file only, and liblxc knows two words to create them. */
export const createKind = defineRule({
  name: "mount-entry-create-kind",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    const states = targetStates(container);
    for (const entry of mountedEntries(container)) {
      const state = states.get(entry) ?? "unknown";
      const typo = createdKind(entry) ? undefined : mistypedCreate(entry);
      if (state === "there" && isGuestDirectory(entry.place.path) && kindOfSource(entry) === "file") {
        reportFileOnDirectory(entry, report);
      } else if (typo) reportUnknownWord(entry, typo.word, typo.meant, state, report);
      else if (state !== "there") reportWrongKind(entry, report);
    }
  },
});

function reportUnknownWord(
  entry: MountEntry,
  word: MountOption,
  meant: "dir" | "file" | undefined,
  state: TargetState,
  report: Report,
): void {
  const known = kindOfSource(entry);
  const kind = known ?? meant ?? wantedFor(entry.source?.decoded ?? "").kind;
  const fixes = [
    {
      title: `Write \`create=${kind}\``,
      safe: known !== undefined || meant !== undefined,
      edits: [replace(word, `create=${kind}`)],
    },
  ];
  const refused = word.argument !== undefined && !isBindMount(entry) && refusesUnknown(entry.type?.decoded ?? "");
  const end = refused
    ? `goes to \`${entry.type?.text}\`, which refuses it, and ${consequenceOf(entry)}`
    : state === "there"
      ? "has no effect"
      : isOptional(entry)
        ? "creates nothing and the mount is left out when the target is missing"
        : state === "missing"
          ? "creates nothing and the container does not start"
          : "creates nothing and the container does not start when the target is missing";
  report(
    word,
    `liblxc knows \`create=dir\` and \`create=file\` only, so \`${word.text}\` ${end}. Write \`create=${kind}\` instead.`,
    {
      severity: state === "there" && !refused ? "warning" : "error",
      rejectedBy: (state === "missing" || refused) && !isOptional(entry) ? "start" : "ignored",
      fixes,
    },
  );
}

function reportWrongKind(entry: MountEntry, report: Report): void {
  const kind = createdKind(entry);
  const word = entry.optionWords.find((each) => each.text === `create=${kind}`);
  const known = kindOfSource(entry);
  if (!kind || !word) return;
  const details = isOptional(entry) ? ({ severity: "warning", rejectedBy: "ignored" } as const) : {};
  const end = consequenceOf(entry);
  if (known && known !== kind) {
    const what = !isMeantToBind(entry)
      ? "is a file system, which cannot be mounted onto a file"
      : known === "dir"
        ? "is a directory, which cannot be mounted onto a file"
        : "is no directory, and cannot be mounted onto one";
    report(word, `${quoted(entry.source?.text ?? "")} ${what}, so ${end}. Write \`create=${known}\` instead.`, {
      ...details,
      fixes: [{ title: `Write \`create=${known}\``, safe: true, edits: [replace(word, `create=${known}`)] }],
    });
  } else if (kind === "file" && entry.target?.text.endsWith("/")) {
    const slash = { start: entry.target.end - 1, end: entry.target.end };
    report(
      slash,
      `liblxc cannot create a file whose path ends in a slash, so ${end}, without a word about the cause. Remove the slash.`,
      {
        ...details,
        fixes: [{ title: "Remove the slash at the end", safe: true, edits: [replace(slash, "")] }],
      },
    );
  }
}

function reportFileOnDirectory(entry: MountEntry, report: Report): void {
  const { source, target } = entry;
  if (!source || !target) return;
  report(
    target,
    `${quoted(target.text)} is a directory of the container, and ${quoted(source.text)} cannot be mounted onto one, so ${consequenceOf(entry)}. Name a file below it.`,
    {
      rejectedBy: isOptional(entry) ? "ignored" : "start",
    },
  );
}

// Only a bind mount has the kind of its source; every other file system is mounted onto a directory.
function kindOfSource(entry: MountEntry): "dir" | "file" | undefined {
  return isMeantToBind(entry) ? kindOfHostPath(entry.source?.decoded ?? "") : "dir";
}
