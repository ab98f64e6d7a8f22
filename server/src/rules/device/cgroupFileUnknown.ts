import {
  convertLimit,
  formatOfCgroupFile,
  isOfCgroupOne,
  successorOfCgroupFile,
} from "../../container/cgroupLimits.js";
import type { Container, RawEntry } from "../../container/container.js";
import { nearest } from "../../container/nearest.js";
import { cgroupFiles } from "../../knowledge/cgroupFiles.js";
import { replace } from "../fixes.js";
import type { Details } from "../rule.js";
import { defineRule, type Report } from "../rule.js";

const prefix = "lxc.cgroup2.";

/** What stands behind `lxc.cgroup2.` is the name of a file. When the kernel has none of that name, the start fails. */
export const cgroupFileUnknown = defineRule({
  name: "cgroup-file-unknown",
  area: "device",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const entry of container.raw) {
      const { key, value, clearedBy } = entry;
      if (!key.text.startsWith(prefix) || clearedBy || value.text === "") continue;
      const file = key.text.slice(prefix.length);
      if (file.startsWith("devices")) checkDevices(entry, file, report);
      else if (formatOfCgroupFile(file) === undefined) checkFile(container, entry, file, report);
    }
  },
});

/** Source: liblxc 5.0.2 and 6.0.6, src/lxc/cgroups/cgfsng.c, bpf_device_cgroup_prepare(), started with `devices.foo`. */
function checkDevices({ key }: RawEntry, file: string, report: Report): void {
  if (file === "devices.allow" || file === "devices.deny") return;
  const near = nearest(file, ["devices.allow", "devices.deny"]) ?? "devices.allow";
  report(
    key,
    `liblxc takes every key that begins with \`lxc.cgroup2.devices\` for a denial. Write \`${prefix}${near}\` instead.`,
    {
      rejectedBy: "ignored",
      fixes: [{ title: `Write \`${prefix}${near}\``, safe: false, edits: [replace(key, prefix + near)] }],
    },
  );
}

function checkFile(container: Container, entry: RawEntry, file: string, report: Report): void {
  const { key, value, line } = entry;
  const separator = container.document.dialect === "proxmox" ? ":" : " =";
  if (isOfCgroupOne(file)) {
    const others = (name: string) => container.raw.findLast((each) => each.key.text === prefix + name)?.value.text;
    const limit = convertLimit(file, value.text, others);
    const text = limit && `${prefix}${limit.name}${separator} ${limit.value}`;
    const now = successorOfCgroupFile(file);
    const write = text
      ? `Write \`${text}\` instead.`
      : now
        ? `Write \`${prefix}${now}\` instead; its value counts differently.`
        : "Remove it.";
    report(
      key,
      `\`${file}\` is a file of cgroup v1, and cgroup v2 has none of this name, so ${then(container)}. ${write}`,
      {
        ...severityIn(container),
        fixes: text
          ? [
              {
                title: `Write \`${text}\``,
                safe: false,
                edits: [{ start: line.start, end: line.end, newText: text }],
              },
            ]
          : [],
      },
    );
    return;
  }
  const near = nearest(file, names);
  // A kernel of tomorrow may have files that are not in the table.
  report(
    key,
    near
      ? `cgroup v2 has no file \`${file}\`, so ${then(container)}. Write \`${prefix}${near}\` instead.`
      : `Kernels up to 6.12 have no file \`${file}\` for cgroup v2; without it the container does not start. Correct the name.`,
    {
      ...(near ? severityIn(container) : { severity: "information" }),
      fixes: near ? [{ title: `Write \`${prefix}${near}\``, safe: false, edits: [replace(key, prefix + near)] }] : [],
    },
  );
}

const names = [
  ...Object.keys(cgroupFiles).filter((name) => cgroupFiles[name] !== "nothing"),
  "devices.allow",
  "devices.deny",
];

function then(container: Container): string {
  return container.document.dialect === "proxmox"
    ? "the container does not start"
    : "the container does not start on a host with cgroup v2";
}

function severityIn(container: Container): Details {
  return container.document.dialect === "proxmox" ? {} : { severity: "information" };
}
