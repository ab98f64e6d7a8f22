import type { Container, RawEntry } from "../../container/container.js";
import { isUnsigned } from "../../container/lxcFormats/numbers.js";
import { resourceLimitOf } from "../../container/lxcFormats/sizes.js";
import { blankSeparated } from "../../container/lxcFormats/words.js";
import { nearest } from "../../container/nearest.js";
import { resourceNames } from "../../knowledge/lxcWords.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

const limitPrefix = "lxc.prlimit.";
const sysctlPrefix = "lxc.sysctl.";

/** Limits and kernel parameters are read without a check, and the start fails when they cannot be set. */
export const lxcValueFailsAtStart = defineRule({
  name: "lxc-value-fails-at-start",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    const isReadOnly = container.document.dialect === "proxmox" && !isProcChanged(container);
    for (const entry of container.raw) {
      if (entry.value.text === "" || entry.clearedBy) continue;
      if (entry.key.text.startsWith(limitPrefix)) checkLimit(entry, report);
      else if (entry.key.text.startsWith(sysctlPrefix) && container.document.dialect === "proxmox") {
        checkParameter(entry, isReadOnly, report);
      }
    }
  },
});

/** Source: liblxc 6.0.6 and 5.0.2, src/lxc/conf.c, setup_resource_limits(), started; setrlimit(2). */
function checkLimit({ key, value }: RawEntry, report: Report): void {
  const limit = resourceLimitOf(value.text);
  // Of a value that does not even load, another rule speaks.
  if (!limit) return;
  const name = key.text.slice(limitPrefix.length);
  const isNumber = /^[0-9]/.test(name) && isUnsigned(name, 15n);
  if (!resourceNames.includes(name) && !isNumber) {
    const near = nearest(name.toLowerCase(), resourceNames);
    const fixes: readonly Fix[] = near
      ? [{ title: `Write \`${limitPrefix}${near}\``, safe: false, edits: [replace(key, limitPrefix + near)] }]
      : [];
    const write = near ? `Write \`${limitPrefix}${near}\`.` : "Write a name of setrlimit(2), such as `nofile`.";
    report(key, `There is no resource limit of this name, so the container does not start. ${write}`, { fixes });
  } else if (limit.soft > limit.hard) {
    report(
      value,
      "The soft limit in front is larger than the hard one behind, which the kernel refuses: the container does not start. Write the smaller one first.",
    );
  }
}

/**
 * LXC's templates mount proc so that `/proc/sys` is read-only but for `net`, and LXC sets parameters after that. Source: liblxc 6.0.6 and
 * 5.0.2, started with `lxc.sysctl.kernel.shmmax` and `lxc.sysctl.fs.mqueue`.
 */
function checkParameter({ line, key }: RawEntry, isReadOnly: boolean, report: Report): void {
  const name = key.text.slice(sysctlPrefix.length);
  const isDirectory = name === "fs.mqueue";
  if (!isDirectory && (name.startsWith("net.") || name.startsWith("net/") || !isReadOnly)) return;
  report(
    key,
    isDirectory
      ? "`fs.mqueue` is a directory and no parameter, so it cannot be set and the container does not start. Remove this line."
      : "`/proc/sys` is read-only in the container when LXC sets this, so the container does not start. Set it on the host, or inside the container.",
    { fixes: [{ title: "Remove this line", safe: false, edits: [removeLine(line)] }] },
  );
}

/** Raw lines have changed how proc is mounted, or that it is. */
function isProcChanged({ raw }: Container): boolean {
  return raw.some(({ key, value }) => {
    if (key.text !== "lxc.mount.auto") return false;
    return value.text === "" || blankSeparated(value.text).some((word) => word === "proc" || word === "proc:rw");
  });
}
