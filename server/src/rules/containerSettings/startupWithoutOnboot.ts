import { isTemplate } from "../../container/distribution.js";
import { countsAsTrue } from "../../container/values.js";
import { insertSetting, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The order of starting counts only for containers that are started at boot. */
export const startupWithoutOnboot = defineRule({
  name: "startup-without-onboot",
  area: "container",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["startup"],
  check(container, report) {
    const startup = container.settings.get("startup");
    const onboot = container.settings.get("onboot");
    if (!startup || !/(?:order|up)=[0-9]|^[0-9]/.test(startup.value.text)) return;
    if (isTemplate(container) || (onboot && countsAsTrue(onboot.value.text))) return;
    report(
      startup.key,
      "This container is not started at boot, so its place in the order counts for the shutdown only. Write `onboot: 1` to start it.",
      {
        fixes: [
          {
            title: "Write `onboot: 1`",
            safe: false,
            edits: [onboot ? replace(onboot.value, "1") : insertSetting(container, "onboot", "1")],
          },
        ],
      },
    );
  },
});
