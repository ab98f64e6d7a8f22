import { proxmoxKey } from "../../container/keys.js";
import type { Line, Section } from "../../syntax/document.js";
import { removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

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
        fixes: [{ title: "Remove this line, which is lost", safe: true, edits: [removeLine(line)] }],
      });
    }
  }
}

function checkHeader(section: Section, report: Report): void {
  const { header, replacedBy } = section;
  if (!header || !replacedBy || section.lines.every((line) => line.kind === "blank")) return;
  report(
    header.key ?? header,
    `The section [${section.name}] begins again further down, so all lines of this one are lost. Keep one of them.`,
    {
      severity: "error",
      related: [{ span: replacedBy.key ?? replacedBy, message: "The section that counts begins here." }],
      fixes: [
        {
          title: "Remove this section, which is lost",
          safe: false,
          edits: [{ start: header.start, end: section.lines.at(-1)?.next ?? header.next, newText: "" }],
        },
      ],
    },
  );
}
