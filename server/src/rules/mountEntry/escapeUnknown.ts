import { isOptional } from "../../container/mountEntries.js";
import type { MountField } from "../../syntax/mountEntry.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { mountedEntries } from "./shape.js";

/** Fields of an entry know four escapes; any other stays in the path as it is written. */
export const escapeUnknown = defineRule({
  name: "mount-entry-escape-unknown",
  area: "mount-entry",
  severity: "warning",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      for (const field of [entry.source, entry.target]) {
        const found = field && unknownEscape(field);
        if (!field || !found) continue;
        const at = { start: field.start + found.at, end: field.start + found.at + 4 };
        const write =
          found.character === undefined
            ? "Write the character itself instead."
            : `Write \`${found.character}\` instead.`;
        report(
          at,
          `liblxc does not read \`${found.text}\` as a character, so the path is another one and ${consequenceOf(entry)}. ${write}`,
          {
            rejectedBy: isOptional(entry) ? "ignored" : "start",
            fixes:
              found.character === undefined
                ? []
                : [{ title: `Write \`${found.character}\``, safe: false, edits: [replace(at, found.character)] }],
          },
        );
      }
    }
  },
});

/** Source: glibc 2.36, misc/mntent_r.c, decode_name(); run with `\043`. */
const readEscapes = new Set(["040", "011", "012", "134"]);

interface UnknownEscape {
  readonly at: number;
  readonly text: string;
  /** What it stands for; undefined for what is no visible character. */
  readonly character: string | undefined;
}

function unknownEscape({ text }: MountField): UnknownEscape | undefined {
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at + 1)) {
    const digits = text.slice(at + 1, at + 4);
    // Two backslashes stand for one.
    if (digits.startsWith("\\")) at++;
    else if (/^[0-3][0-7]{2}$/.test(digits) && !readEscapes.has(digits)) {
      const code = Number.parseInt(digits, 8);
      const character = code > 32 && code < 127 ? String.fromCharCode(code) : undefined;
      return { at, text: `\\${digits}`, character };
    }
  }
  return undefined;
}
