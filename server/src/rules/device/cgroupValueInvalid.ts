import { cgroupValueMeant, formatOfCgroupFile, isCgroupValue } from "../../container/cgroupLimits.js";
import type { CgroupFormat } from "../../knowledge/cgroupFiles.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

const prefix = "lxc.cgroup2.";

/** liblxc writes the value of a limit to the kernel as it stands. What the kernel refuses stops the start. */
export const cgroupValueInvalid = defineRule({
  name: "cgroup-value-invalid",
  area: "device",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    const inProxmox = container.document.dialect === "proxmox";
    for (const { key, value, clearedBy } of container.raw) {
      if (!key.text.startsWith(prefix) || clearedBy || value.text === "" || trailingComment(value)) continue;
      const file = key.text.slice(prefix.length);
      const format = formatOfCgroupFile(file);
      if (format === undefined || isCgroupValue(format, value.text)) continue;
      const meant = cgroupValueMeant(format, value.text);
      const end = inProxmox
        ? "so the container does not start"
        : "so the container does not start on a host with cgroup v2";
      report(
        value,
        format === "nothing"
          ? `The kernel only tells something in \`${file}\` and lets nobody write there, ${end}. Remove the line.`
          : `The kernel does not take this value for \`${file}\`, ${end}. Write ${meant === undefined ? wanted[format] : `\`${meant}\` instead`}.`,
        {
          ...(inProxmox ? {} : { severity: "information" }),
          fixes:
            meant === undefined ? [] : [{ title: `Write \`${meant}\``, safe: true, edits: [replace(value, meant)] }],
        },
      );
    }
  },
});

const wanted: Readonly<Record<CgroupFormat, string>> = {
  bytes: "a size such as `512M`, or `max`",
  count: "a number, or `max`",
  weight: "a number from 1 to 10000; 100 is usual",
  "device-weight": "a number from 1 to 10000, or a device with one such as `8:0 200`",
  time: "quota and period in microseconds such as `50000 100000`, or `max`",
  list: "numbers and ranges such as `0-3,7`",
  switch: "`0` or `1`",
  text: "what the kernel's documentation says",
  nothing: "nothing",
};
