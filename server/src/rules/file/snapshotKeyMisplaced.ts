import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The time and the state of a snapshot mean nothing outside of one. */
export const snapshotKeyMisplaced = defineRule({
  name: "snapshot-key-misplaced",
  area: "file",
  severity: "hint",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["snaptime", "snapstate"],
  check({ document }, report) {
    for (const line of document.main.lines) {
      const { kind, key, value } = line;
      if (!key || !value) continue;
      const isTime = kind === "setting" && key.text === "snaptime" && /^[0-9]+$/.test(value.text);
      const isState = kind === "snapstate" && document.text.slice(line.start, key.start).trim() === "";
      if (!isTime && !isState) continue;
      const what = isTime ? "does nothing here" : "is forgotten when Proxmox reads the file";
      report(key, `\`${key.text}\` belongs to a snapshot and ${what}. Remove the line.`, {
        tags: ["unnecessary"],
        fixes: [{ title: "Remove the line", safe: true, edits: [removeLine(line)] }],
      });
    }
  },
});
