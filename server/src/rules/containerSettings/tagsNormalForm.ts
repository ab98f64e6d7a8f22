import { validateSetting } from "../../container/validate.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Proxmox writes each tag once and in small letters when it saves the tags, unless the datacenter's options say otherwise. */
export const tagsNormalForm = defineRule({
  name: "tags-normal-form",
  area: "container",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["tags"],
  check({ settings, target }, report) {
    const value = settings.get("tags")?.value;
    if (!value || validateSetting("tags", value.text, target.proxmox).complaints.length > 0) return;
    const tags = value.text.split(/[,;\s]+/).filter((tag) => tag !== "");
    const kept = [...new Set(tags.map((tag) => tag.toLowerCase()))];
    const hasCapitals = tags.some((tag) => tag !== tag.toLowerCase());
    if (kept.length === tags.length && !hasCapitals) return;
    const text = kept.join(";");
    const what = hasCapitals ? "Proxmox writes tags in small letters" : "Proxmox writes each tag once";
    report(value, `${what} when it saves them. Write \`${text}\` instead.`, {
      fixes: [{ title: `Write \`${text}\``, safe: false, edits: [replace(value, text)] }],
    });
  },
});
