import { validateSetting } from "../../container/validate.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A hook script is a snippet of a storage; with another kind of volume the start is refused. */
export const hookscriptNotSnippet = defineRule({
  name: "hookscript-not-snippet",
  area: "container",
  severity: "warning",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["hookscript"],
  check({ settings, target }, report) {
    const value = settings.get("hookscript")?.value;
    if (!value || trailingComment(value)) return;
    // What is no volume at all, value-invalid tells.
    if (validateSetting("hookscript", value.text, target.proxmox).complaints.length > 0) return;
    const colon = value.text.indexOf(":");
    const path = value.text.slice(colon + 1);
    if (path.startsWith("snippets/")) return;
    const meant = `${value.text.slice(0, colon)}:snippets/${path.slice(path.lastIndexOf("/") + 1)}`;
    const fixes: readonly Fix[] = [{ title: `Write \`${meant}\``, safe: false, edits: [replace(value, meant)] }];
    report(
      value,
      `The container does not start: a hook script must be a snippet of a storage. Put it among the snippets and write \`${meant}\` instead.`,
      { fixes },
    );
  },
});
