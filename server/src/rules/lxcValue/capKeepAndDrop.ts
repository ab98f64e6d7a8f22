import { refusalsOf } from "../../container/lxcLoading.js";
import { lineEndOf } from "../../syntax/document.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Capabilities can be dropped or kept, not both: liblxc refuses the config at the first line of the other kind. */
export const lxcCapKeepAndDrop = defineRule({
  name: "lxc-cap-keep-and-drop",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "liblxc",
  looksAt: ["lxc.cap.keep", "lxc.cap.drop"],
  check(container, report) {
    const { document } = container;
    for (const { entry, reason, against } of refusalsOf(container)) {
      if (reason !== "capabilities") continue;
      const separator = document.dialect === "lxc" ? " =" : ":";
      const clearing = `lxc.cap.drop${separator}${lineEndOf(document)}`;
      const isTemplate = against === undefined;
      const who = isTemplate
        ? "LXC's templates drop capabilities of every privileged container"
        : "A line above uses the other of the two keys";
      report(
        entry.key,
        `${who}, and dropping and keeping exclude each other: liblxc refuses the whole config. ${isTemplate ? "Write an empty `lxc.cap.drop` above." : "Use one of them only."}`,
        {
          related: against ? [{ span: against, message: "The other key stands here." }] : [],
          fixes: isTemplate
            ? [
                {
                  title: "Write an empty `lxc.cap.drop` above",
                  safe: false,
                  edits: [insertAt(entry.line.start, clearing)],
                },
              ]
            : [],
        },
      );
    }
  },
});
