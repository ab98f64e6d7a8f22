import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional, isReadOnly, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { defineRule, type Report } from "../rule.js";
import { appendOption, removeOption } from "./completion.js";
import { mountedEntries } from "./shape.js";

/** Flags that liblxc knows and does not apply: those it throws away, and those that are lost on a bind mount. */
export const flagsIgnored = defineRule({
  name: "mount-entry-flags-ignored",
  area: "mount-entry",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const bind = isBindMount(entry);
      for (const word of entry.optionWords) {
        const fact = factOf(mountOptions, word.text);
        if (fact?.kind === "ignored" && !meansNothing.has(word.text)) reportThrownAway(entry, word, report);
        else if (fact?.lostOnBind && bind && !isReadOnly(entry) && !mountOption(entry, "idmap"))
          reportLost(entry, word, report);
      }
      reportContradictions(entry, report);
      if (bind) reportPropagation(entry, report);
    }
  },
});

/** The kernel does so anyway. */
const meansNothing = new Set(["async", "nomand"]);

function reportThrownAway(entry: MountEntry, word: MountOption, report: Report): void {
  report(word, `liblxc reads \`${word.text}\` and throws it away; the mount is the same without it. Remove it.`, {
    tags: ["unnecessary"],
    fixes: [{ title: `Remove \`${word.text}\``, safe: true, edits: removeOption(entry, word) }],
  });
}

function reportLost(entry: MountEntry, word: MountOption, report: Report): void {
  report(
    word,
    `\`${word.text}\` does not count on a bind mount that is writable, unless \`idmap=\` is there too. Write \`ro\` beside it, or remove it.`,
    {
      fixes: [
        { title: `Remove \`${word.text}\``, safe: false, edits: removeOption(entry, word) },
        { title: "Make the mount read-only", safe: false, edits: appendOption(entry, "ro") },
      ],
    },
  );
}

function reportContradictions(entry: MountEntry, report: Report): void {
  const words = entry.optionWords.filter((word) => word.text === "ro" || word.text === "rw");
  const last = words.at(-1);
  for (const word of words) {
    if (!last || word.text === last.text) continue;
    report(
      word,
      `\`${word.text}\` is taken back by the \`${last.text}\` behind it, as the last one counts. Remove one of the two.`,
      {
        related: [{ span: last, message: "This one counts." }],
        fixes: [{ title: `Remove \`${word.text}\``, safe: true, edits: removeOption(entry, word) }],
      },
    );
  }
  const readOnly = words.find((word) => word.text === "ro");
  if (readOnly && last?.text === "ro" && mountOption(entry, "rbind")) {
    report(readOnly, "Only the top mount becomes read-only; what is mounted below the source stays writable.", {
      severity: "information",
      rejectedBy: null,
    });
  }
}

/** The kernel takes one kind of propagation; `shared` and `rshared` are the same kind. */
function reportPropagation(entry: MountEntry, report: Report): void {
  const words = entry.optionWords.filter((word) => factOf(mountOptions, word.text)?.kind === "propagation");
  const [first] = words;
  const second = words.find((word) => first && kindOf(word) !== kindOf(first));
  if (!first || !second) return;
  const end = isOptional(entry) ? "so neither counts" : "so the container does not start";
  report(
    second,
    `A mount spreads in one way only, and \`${first.text}\` is there already, ${end}. Remove one of the two.`,
    {
      severity: "error",
      rejectedBy: isOptional(entry) ? "ignored" : "start",
      related: [{ span: first, message: "The other one." }],
      fixes: [second, first].map((word) => ({
        title: `Remove \`${word.text}\``,
        safe: false,
        edits: removeOption(entry, word),
      })),
    },
  );
}

function kindOf({ text }: MountOption): string {
  return text.startsWith("r") ? text.slice(1) : text;
}
