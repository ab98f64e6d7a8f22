import type { Line } from "../../syntax/document.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A `description:` line becomes a part of the notes without a line end, so the next line of them is glued to it. */
export const notesRunTogether = defineRule({
  name: "notes-run-together",
  area: "file",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["description"],
  check({ document }, report) {
    for (const section of document.sections) {
      let next: Line | undefined;
      for (const line of section.lines.toReversed()) {
        if (line.kind !== "comment" && line.kind !== "description") continue;
        if (line.kind === "description" && next && line.key && line.value) {
          report(
            line.key,
            "Proxmox puts no line end behind a `description:`, so the next line of the notes is glued to this one. Write this one as a comment too.",
            {
              related: [{ span: { start: next.start, end: next.end }, message: "The line that is glued to it." }],
              fixes: [
                {
                  title: "Write it as a comment",
                  safe: true,
                  edits: [replace({ start: line.start, end: line.value.start }, "#")],
                },
              ],
            },
          );
        }
        next = line;
      }
    }
  },
});
