import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Proxmox takes every line that ends in `snapstate: delete` or `snapstate: prepare` for the state of a snapshot, whatever stands in front. */
export const snapstateSwallowsLine = defineRule({
  name: "snapstate-swallows-line",
  area: "file",
  severity: "error",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["snapstate"],
  check({ document }, report) {
    for (const { kind, key, value, start, section } of document.lines) {
      if (kind !== "snapstate" || !key || !value) continue;
      if (document.text.slice(start, key.start).trim() === "") continue;
      const so =
        section.kind === "snapshot"
          ? `marks the snapshot \`${section.name}\` as half ${value.text === "delete" ? "deleted" : "made"}, and what it says is lost`
          : "vanishes without a message";
      report(
        { start, end: value.end },
        `Proxmox takes a line that ends in \`snapstate: ${value.text}\` for the state of a snapshot, so this one ${so}. Write its end in other words.`,
        { fixes: [{ title: "Make it a comment", safe: false, edits: [insertAt(start, "#")] }] },
      );
    }
  },
});
