import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { clearingBy } from "./clearings.js";

/** An empty raw key is a command: it forgets every earlier line of that key, those of Proxmox and of LXC's templates too. */
export const clearsDefaults = defineRule({
  name: "raw-key-clears-defaults",
  area: "raw-key",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["raw"],
  check(container, report) {
    for (const entry of container.raw) {
      // Of two empty lines the last one counts.
      if (entry.value.text !== "" || entry.clearedBy) continue;
      const clearing = clearingBy(container, entry);
      if (!clearing) continue;
      const setting = clearing.setting === undefined ? undefined : container.settings.get(clearing.setting);
      const { severity, rejectedBy } = clearing;
      report(entry.key, `${clearing.what} Remove the line, or write a value.`, {
        severity,
        rejectedBy,
        related: setting ? [{ span: setting.value, message: "This setting loses its effect." }] : [],
        fixes: [
          { title: "Remove the line, which takes away what is set", safe: false, edits: [removeLine(entry.line)] },
        ],
      });
    }
  },
});
