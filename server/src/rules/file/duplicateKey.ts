import { factOf, keyNameOf, proxmoxKey } from "../../container/keys.js";
import { proxmoxKeys } from "../../knowledge/proxmoxKeys.js";
import type { Line, Section } from "../../syntax/document.js";
import { readProperties } from "../../syntax/propertyString.js";
import type { Fix } from "../finding.js";
import { insertAt, removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { firstFree } from "./sections.js";

/** Of two lines with the same plain key Proxmox keeps the last; of two sections with the same name too. */
export const duplicateKey = defineRule({
  name: "duplicate-key",
  area: "file",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["setting", "section"],
  check({ document }, report) {
    for (const section of document.sections) {
      // In a snapshot the second line was added by hand, and line-in-wrong-section tells where it belongs.
      if (section.kind !== "snapshot") checkLines(section, report);
      checkHeader(section, report);
    }
  },
});

function checkLines(section: Section, report: Report): void {
  const winners = new Map<string, Line>();
  for (const line of section.lines.toReversed()) {
    if (line.kind !== "setting" || !line.key || !proxmoxKey(line.key.text)) continue;
    const { text } = line.key;
    const winner = winners.get(text);
    if (!winner) winners.set(text, line);
    else {
      report(line.key, `A later line sets \`${text}\` again, so this one is lost. Keep one of them.`, {
        related: [{ span: winner.key ?? winner, message: "This line wins." }],
        tags: ["unnecessary"],
        fixes: [
          { title: "Remove the line, which is lost", safe: true, edits: [removeLine(line)] },
          ...keepBoth(section, line, winner),
        ],
      });
    }
  }
}

/** Keys with a number can have the next one that is free, and flags can stand in one line. */
function keepBoth(section: Section, line: Line, winner: Line): readonly Fix[] {
  const { key, value } = line;
  if (!key || !value || !winner.value || value.text === winner.value.text) return [];
  const { name } = keyNameOf(key.text);
  const free = firstFree(section, name, factOf(proxmoxKeys, name)?.indexes ?? 0);
  if (free !== undefined)
    return [{ title: `Write \`${name}${free}\``, safe: false, edits: [replace(key, `${name}${free}`)] }];
  if (key.text !== "features") return [];
  const names = new Set(readProperties(winner.value).map((each) => each.key?.text));
  const missing = readProperties(value).filter((each) => each.key && !names.has(each.key.text));
  if (missing.length === 0) return [];
  const text = missing.map((each) => `,${each.text}`).join("");
  return [
    { title: "Write both into one line", safe: false, edits: [removeLine(line), insertAt(winner.value.end, text)] },
  ];
}

function checkHeader(section: Section, report: Report): void {
  const { header, replacedBy } = section;
  if (!header || !replacedBy || section.lines.every((line) => line.kind === "blank")) return;
  report(
    header.key ?? header,
    `The section \`[${section.name}]\` begins again further down, so all lines of this one are lost. Keep one of them.`,
    {
      severity: "error",
      related: [{ span: replacedBy.key ?? replacedBy, message: "The section that counts begins here." }],
      fixes: [
        {
          title: "Remove the section, which is lost",
          safe: false,
          edits: [{ start: header.start, end: section.lines.at(-1)?.next ?? header.next, newText: "" }],
        },
      ],
    },
  );
}
