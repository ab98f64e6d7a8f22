import { isTemplate } from "../../container/distribution.js";
import { countsAsTrue } from "../../container/values.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A template is never started, at boot neither. */
export const templateOnboot = defineRule({
  name: "template-onboot",
  area: "container",
  severity: "information",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["template"],
  check(container, report) {
    const onboot = container.settings.get("onboot");
    if (!onboot || !isTemplate(container) || !countsAsTrue(onboot.value.text)) return;
    report(
      onboot.key,
      "A template is never started, so this line does nothing here. Remove the line, unless clones are to have it.",
      {
        tags: ["unnecessary"],
        fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(onboot.line)] }],
      },
    );
  },
});
