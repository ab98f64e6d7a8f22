import { removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A backslash at the end of a line joins nothing: it belongs to the value, and the next line is read by itself. */
export const lineContinued = defineRule({
  name: "raw-line-continued",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check({ document, raw }, report) {
    for (const { value, line } of raw) {
      if (!value.text.endsWith("\\") || value.text.endsWith("\\\\")) continue;
      const next = document.lines[line.index + 1];
      const rest = next ? document.text.slice(next.start, next.end).trim() : "";
      const isLost = next !== undefined && (next.kind === "foreign" || next.kind === "unreadable") && rest !== "";
      const joined = isLost ? `${value.text.slice(0, -1).trimEnd()} ${rest}` : value.text.slice(0, -1).trimEnd();
      report(
        { start: value.end - 1, end: value.end },
        "No reader joins lines: the backslash is a part of the value, and the next line stands for itself. Write all in one line.",
        {
          fixes: [
            {
              title: isLost ? "Join the two lines" : "Remove the backslash",
              safe: false,
              edits: [replace(value, joined), ...(isLost ? [removeLine(next)] : [])],
            },
          ],
        },
      );
    }
  },
});
