import { proxmoxKey } from "../../container/keys.js";
import { booleanOf } from "../../container/values.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Proxmox reads `yes` and `on`, and writes `1`. */
export const booleanSpelling = defineRule({
  name: "boolean-spelling",
  area: "file",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["setting"],
  check({ document }, report) {
    for (const { kind, key, value } of document.lines) {
      if (kind !== "setting" || !key || !value || value.text === "0" || value.text === "1") continue;
      if (proxmoxKey(key.text)?.type !== "boolean") continue;
      const meant = booleanOf(value.text);
      if (meant === undefined) continue;
      const digit = meant ? "1" : "0";
      report(
        value,
        `Proxmox takes \`${value.text}\` and writes \`${digit}\` when it next saves the file. Write \`${digit}\` instead.`,
        {
          fixes: [{ title: `Write \`${digit}\``, safe: true, edits: [replace(value, digit)] }],
        },
      );
    }
  },
});
