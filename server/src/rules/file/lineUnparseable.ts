import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { unreadableLine } from "./unreadableLine.js";
import { unreadableNativeLine } from "./unreadableNativeLine.js";

/** A line that its reader cannot take apart is lost: Proxmox drops it, liblxc refuses the file or ignores the line. */
export const lineUnparseable = defineRule({
  name: "line-unparseable",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  looksAt: ["unreadable", "delete", "foreign", "cut", "raw"],
  check(container, report) {
    const { document } = container;
    for (const line of document.lines) {
      if (document.dialect === "lxc") {
        const found = unreadableNativeLine(document, line);
        if (found) {
          const { message, severity, rejectedBy, fixes } = found;
          report(found, message, { severity, rejectedBy, fixes });
        }
      } else if (line.kind === "unreadable") {
        const { start, end, message, fixes } = unreadableLine(container, line);
        report({ start, end }, message, { fixes });
      } else if (line.kind === "delete" && line.section.kind !== "pending" && line.key) {
        report(
          line.key,
          "Proxmox drops this line: `delete` works only below `[pve:pending]`. Remove the lines of the keys themselves.",
          { fixes: [{ title: "Remove the line", safe: true, edits: [removeLine(line)] }] },
        );
      }
    }
  },
});
