import { mountPointsOf } from "../../container/volumes.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A path without a leading slash counts from the container's root all the same. */
export const targetRelative = defineRule({
  name: "mount-point-target-relative",
  area: "volume",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    for (const { target, path } of mountPointsOf(container)) {
      if (!target || target.text.startsWith("/") || target.text.startsWith(" ") || path === "") continue;
      report(
        target,
        `This path counts from the container's root. Write \`/${target.text}\` instead, so that nobody has to know.`,
        {
          fixes: [{ title: "Add the leading slash", safe: true, edits: [insertAt(target.start, "/")] }],
        },
      );
    }
  },
});
