import { isBindMount, isOptional, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { dataOptions, fileSystemsThatIgnoreData } from "../../knowledge/mountOptions.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { removeOption } from "./completion.js";
import { isKnownOption } from "./fields.js";
import { mistypedBind, mistypedCreate, nearestOption, optionByPrefix, refusesUnknown } from "./optionWords.js";
import { mountedEntries } from "./shape.js";

/** A word that liblxc does not know goes to the file system: one beside `bind` is lost, elsewhere it can stop the start. */
export const optionUnknown = defineRule({
  name: "mount-entry-option-unknown",
  area: "mount-entry",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const bind = isBindMount(entry);
      // A mistyped `bind` or `create` has a rule of its own, which knows what follows from it.
      const known = [bind ? undefined : mistypedBind(entry)?.word, mistypedCreate(entry)?.word];
      for (const word of entry.optionWords) {
        if (isKnownOption(word.text) || isOwnWord(word) || known.includes(word)) continue;
        const prefix = optionByPrefix(word);
        if (prefix && (bind || !isData(entry, word))) reportPrefix(entry, word, prefix, report);
        else if (bind) reportBeside(entry, word, report);
        else reportData(entry, word, report);
      }
    }
  },
});

function isOwnWord({ name }: MountOption): boolean {
  return name === "optional" || name === "relative" || name === "create" || name === "idmap";
}

function isData(entry: MountEntry, word: MountOption): boolean {
  const type = entry.type?.decoded ?? "";
  // SELinux adds `context=` and its like to every file system.
  if (word.name.endsWith("context")) return true;
  return Object.hasOwn(dataOptions, type) && (dataOptions[type]?.includes(word.name) ?? false);
}

function reportPrefix(entry: MountEntry, word: MountOption, prefix: string, report: Report): void {
  const since = word.argument === undefined ? "" : " from liblxc 6.0.5 on";
  report(
    word,
    `liblxc looks at the beginning of a word only, so \`${word.text}\` counts as \`${prefix}\`${since}. Write \`${prefix}\` instead${prefix.endsWith("bind") ? "" : ", or remove it"}.`,
    {
      fixes: [
        { title: `Write \`${prefix}\``, safe: word.argument === undefined, edits: [replace(word, prefix)] },
        // Without a word that binds nothing would be mounted.
        ...(prefix.endsWith("bind")
          ? []
          : [{ title: `Remove \`${word.text}\``, safe: false, edits: removeOption(entry, word) }]),
      ],
    },
  );
}

/** Why words that people expect something of do nothing on a bind mount. */
const reasons: Readonly<Record<string, string>> = {
  uid: ": a bind mount keeps the owners of its source",
  gid: ": a bind mount keeps the groups of its source",
  mode: ": a bind mount keeps the permissions of its source",
  umask: ": a bind mount keeps the permissions of its source",
  size: ": a bind mount has the size of its source",
};

function reportBeside(entry: MountEntry, word: MountOption, report: Report): void {
  const idmap = mountOption(entry, "idmap") !== undefined;
  if (idmap && !isOptional(entry)) {
    report(
      word,
      `An ID-mapped mount takes no option that liblxc does not know, so with \`${word.text}\` the container does not start. Remove it.`,
      {
        severity: "error",
        rejectedBy: "start",
        fixes: [{ title: `Remove \`${word.text}\``, safe: true, edits: removeOption(entry, word) }],
      },
    );
    return;
  }
  const reason = Object.hasOwn(reasons, word.name) ? (reasons[word.name] ?? "") : "";
  const meant = reason ? undefined : meaningOf(word);
  report(
    word,
    `\`${word.text}\` has no effect beside \`bind\`${reason}. ${meant ? `Write \`${meant}\` instead.` : "Remove it."}`,
    {
      fixes: fixesOf(entry, word, true),
    },
  );
}

function reportData(entry: MountEntry, word: MountOption, report: Report): void {
  const type = entry.type?.decoded ?? "";
  if (isData(entry, word) || fileSystemsThatIgnoreData.includes(type) || !Object.hasOwn(dataOptions, type)) return;
  const fixes = fixesOf(entry, word, false);
  const meant = meaningOf(word);
  const wish = meant ? `Write \`${meant}\` instead.` : "Remove it.";
  const since = word.argument === undefined ? "from liblxc 6.0.5 on " : "";
  if (!refusesUnknown(type)) {
    report(
      word,
      `liblxc does not know \`${word.text}\` and hands it to \`${type}\`, which refuses words it does not know. Check how it is written.`,
      {
        severity: "information",
        rejectedBy: null,
        fixes,
      },
    );
  } else if (isOptional(entry)) {
    report(word, `\`${type}\` knows no option \`${word.text}\`, so ${since}the mount is left out. ${wish}`, { fixes });
  } else {
    report(word, `\`${type}\` knows no option \`${word.text}\`, so ${since}the container does not start. ${wish}`, {
      severity: "error",
      rejectedBy: "start",
      fixes,
    });
  }
}

/** Beside `bind` the word is dead text, so to remove it changes nothing. */
function fixesOf(entry: MountEntry, word: MountOption, bind: boolean): readonly Fix[] {
  const remove: Fix = { title: `Remove \`${word.text}\``, safe: bind, edits: removeOption(entry, word) };
  const meant = meaningOf(word);
  if (!meant || mountOption(entry, meant)) return [remove];
  const beyondDoubt = Object.hasOwn(otherNames, word.text) || meant === word.text.toLowerCase();
  return [{ title: `Write \`${meant}\``, safe: beyondDoubt, edits: [replace(word, meant)] }, remove];
}

/** What other programs call options that liblxc has. */
const otherNames: Readonly<Record<string, string>> = { nofail: "optional", readonly: "ro", "read-only": "ro" };

function meaningOf(word: MountOption): string | undefined {
  const name = word.text.toLowerCase();
  return Object.hasOwn(otherNames, name) ? otherNames[name] : nearestOption(word);
}
