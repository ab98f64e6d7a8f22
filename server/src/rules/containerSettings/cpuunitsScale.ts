import { plainNumber } from "../../container/plainNumber.js";
import { isSince } from "../../container/releases.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** With cgroup v2 a weight is a number from 1 to 10000, and ordinary guests have 100; the numbers of older releases were others. */
export const cpuunitsScale = defineRule({
  name: "cpuunits-scale",
  area: "container",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["cpuunits"],
  check({ settings, target }, report) {
    const setting = settings.get("cpuunits");
    const units = plainNumber(setting);
    if (!setting || units === undefined || !Number.isInteger(units)) return;
    const write = (text: string, safe: boolean) => ({
      title: `Write \`${text}\``,
      safe,
      edits: [replace(setting.value, text)],
    });
    if (units === 0) {
      report(
        setting.value,
        "Proxmox hands this on as a weight of 0, which the kernel refuses with cgroup v2, so the container may not start. Write `100` instead, which ordinary guests have.",
        { severity: "information", rejectedBy: "start", fixes: [write("100", false)] },
      );
    } else if (units === 1024) {
      report(
        setting.value,
        "With cgroup v2 this default of old releases is ten times the share of a guest without the line, which has 100. Remove the line, or write `100` instead.",
        { fixes: [write("100", false)] },
      );
      // Of numbers that the API refuses, value-refused-by-api speaks.
    } else if (units > 10000 && units <= 500000) {
      report(
        setting.value,
        "With cgroup v2 the greatest weight is 10000, and Proxmox lowers this number to it. Write `10000` instead.",
        {
          severity: "warning",
          rejectedBy: "ignored",
          // Up to 8.4 a host could still have cgroup v1, where larger numbers count.
          fixes: [write("10000", isSince(target.proxmox, "9.0"))],
        },
      );
    }
  },
});
