import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

const keys = ["lxc.log.file", "lxc.log.level", "lxc.console.logfile"];

/** Logs that were switched on to find a fault, and were left on. */
export const logLeftOn = defineRule({
  name: "log-left-on",
  area: "raw-key",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: keys,
  check({ raw }, report) {
    for (const { key, value, line, clearedBy } of raw) {
      if (!keys.includes(key.text) || value.text === "" || clearedBy) continue;
      report(
        key,
        "This log is written at every start, and nobody empties it. To look at one start, run `pct start` with `--debug` instead.",
        { fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }] },
      );
    }
  },
});
