import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** An entry whose value begins with `#` is a comment to the reader of fstab lines, and is skipped. */
export const commentedOut = defineRule({
  name: "mount-entry-commented-out",
  area: "mount-entry",
  severity: "information",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const { key, value, line } of container.raw) {
      if (key.text !== "lxc.mount.entry" || !value.text.startsWith("#")) continue;
      report(
        value,
        "liblxc takes a value that begins with `#` for a comment and mounts nothing. Remove the line, or the `#` to mount it.",
        {
          tags: ["unnecessary"],
          fixes: [
            { title: "Remove the line", safe: false, edits: [removeLine(line)] },
            {
              title: "Remove the `#`",
              safe: false,
              edits: [{ start: value.start, end: value.start + 1, newText: "" }],
            },
          ],
        },
      );
    }
  },
});
