import { proxmoxKey } from "../../container/keys.js";
import { booleanOf } from "../../container/values.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Text that Proxmox cannot read as a boolean counts as on, even `disabled`. */
export const valueNotBoolean = defineRule({
  name: "value-not-boolean",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["setting"],
  check({ document }, report) {
    for (const { kind, key, value } of document.lines) {
      if (kind !== "setting" || !key || !value || proxmoxKey(key.text)?.type !== "boolean") continue;
      if (booleanOf(value.text) !== undefined || trailingComment(value)) continue;
      const meant = meaningOf(value.text);
      const said = value.text.trim() === "" ? "a blank" : `\`${value.text}\``;
      const order = meant === true ? ["1"] : meant === false ? ["0"] : ["0", "1"];
      const fixes: readonly Fix[] = order.map((digit) => ({
        title: `Write \`${digit}\``,
        // The files of a container belong to the ids of the way it runs, so that way is not turned round unasked.
        safe: meant === true || (meant === false && key.text !== "unprivileged"),
        edits: [replace(value, digit)],
      }));
      report(
        value,
        `Proxmox cannot read ${said} as a boolean, so \`${key.text}\` counts as \`1\`. Write ${order.map((digit) => `\`${digit}\``).join(" or ")} instead.`,
        {
          severity: meant === false ? "error" : "warning",
          fixes,
        },
      );
    }
  },
});

const on = new Set(["enabled", "enable", "y", "yep", "yeah", "t", "active", "activated"]);
const off = new Set(["disabled", "disable", "none", "n", "nope", "never", "f", "null", "inactive", "deactivated"]);

/** What a word says in plain English, also in quotes; undefined when it may say anything. */
function meaningOf(text: string): boolean | undefined {
  const word = text.replaceAll(/["']/g, "").toLowerCase();
  return booleanOf(word) ?? (on.has(word) ? true : off.has(word) ? false : undefined);
}
