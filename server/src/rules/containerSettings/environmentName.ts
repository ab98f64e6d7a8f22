import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** liblxc takes everything in front of `=` for the name of a variable, blanks too; the API of Proxmox asks for letters, digits and `_`. */
export const environmentName = defineRule({
  name: "environment-name",
  area: "container",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.environment.runtime", "env"],
  check({ document }, report) {
    for (const { kind, key, value } of document.main.lines) {
      if (!value || (key?.text !== "lxc.environment.runtime" && !(kind === "setting" && key?.text === "env"))) continue;
      const equals = value.text.indexOf("=");
      // Without `=` there is no variable at all, of which expansion-refused speaks.
      if (equals < 1 || value.text.includes("\0") || trailingComment(value)) continue;
      const name = value.text.slice(0, equals);
      if (isName(name)) continue;
      const meant = `${name.trim()}=${value.text.slice(equals + 1).trimStart()}`;
      const fixes: readonly Fix[] = isName(name.trim())
        ? [{ title: `Write \`${meant}\``, safe: true, edits: [replace(value, meant)] }]
        : [];
      const write = fixes.length > 0 ? `Write \`${meant}\` instead.` : "Write letters, digits and `_` instead.";
      report(
        { start: value.start, end: value.start + equals },
        `This sets a variable with the name \`${name}\`, which few programs look for and the web interface refuses. ${write}`,
        { fixes },
      );
    }
  },
});

function isName(text: string): boolean {
  return /^[A-Za-z0-9_]+$/.test(text);
}
