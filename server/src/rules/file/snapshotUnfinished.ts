import { defineRule } from "../rule.js";

/** While a snapshot is made or deleted its section has a state, which stays there when the job breaks off. */
export const snapshotUnfinished = defineRule({
  name: "snapshot-unfinished",
  area: "file",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["snapstate"],
  check({ document }, report) {
    for (const { kind, key, value, start, section } of document.lines) {
      if (kind !== "snapstate" || !key || !value || section.kind !== "snapshot" || section.replacedBy) continue;
      if (document.text.slice(start, key.start).trim() !== "") continue;
      const done = value.text === "delete" ? "deleted" : "made";
      report(
        { start: key.start, end: value.end },
        `This snapshot is only half ${done}: a job is at work on it, or broke off. If none is, run \`pct delsnapshot <CTID> ${section.name} --force\`.`,
      );
    }
  },
});
