import type { Container, RawEntry } from "../../container/container.js";
import { isUnsigned } from "../../container/lxcFormats/numbers.js";
import { resourceLimitOf } from "../../container/lxcFormats/sizes.js";
import { blankSeparated } from "../../container/lxcFormats/words.js";
import { nearest } from "../../container/nearest.js";
import { linesOfInclude, type TemplateLine, templateLines } from "../../container/templates.js";
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
    let isReadOnly: boolean | undefined;
    for (const entry of container.raw) {
      if (entry.value.text === "" || entry.clearedBy) continue;
      if (entry.key.text.startsWith(limitPrefix)) checkLimit(entry, report);
      else if (entry.key.text.startsWith(sysctlPrefix)) {
        isReadOnly ??= isProcReadOnly(container);
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
    const swapped = value.text.split(":").reverse().join(":");
    report(
      value,
      "The soft limit in front is larger than the hard one behind, which the kernel refuses: the container does not start. Write the smaller one first.",
      { fixes: [{ title: `Write \`${swapped}\``, safe: false, edits: [replace(value, swapped)] }] },
    );
  }
}

/**
 * `proc:mixed`, which LXC's templates mount, leaves only `net` of `/proc/sys` writable, and LXC sets parameters after that. Source: liblxc 6.0.6 and
 * 5.0.2, started with `lxc.sysctl.kernel.shmmax` and `lxc.sysctl.fs.mqueue`.
 */
function checkParameter({ line, key }: RawEntry, isReadOnly: boolean, report: Report): void {
  const name = key.text.slice(sysctlPrefix.length);
  const isDirectory = name === "fs.mqueue";
  if (!isDirectory && (name.startsWith("net.") || name.startsWith("net/") || !isReadOnly)) return;
  report(
    key,
    isDirectory
      ? "`fs.mqueue` is a directory and no parameter, so it cannot be set and the container does not start. Remove the line."
      : "`/proc/sys` is read-only in the container when liblxc sets this, so the container does not start. Set it on the host, or inside the container.",
    { fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }] },
  );
}

/**
 * Whether proc is mounted so that `/proc/sys` is read-only: `proc` is `proc:mixed`, and the last word counts. A file of somebody's own that is included
 * may mount it otherwise. Source: liblxc 5.0.2, each started.
 */
function isProcReadOnly(container: Container): boolean {
  if (container.mountEntries.some(({ target }) => target && /^\/?proc(?:\/|$)/.test(target.text))) return false;
  let isReadOnly = procAfter(templateLines(container), false);
  for (const { key, value } of container.raw) {
    if (key.text === "lxc.include") {
      const lines = linesOfInclude(value.text);
      if (!lines) return false;
      isReadOnly = procAfter(lines, isReadOnly);
    } else isReadOnly = procAfter([[key.text, value.text]], isReadOnly);
  }
  return isReadOnly;
}

function procAfter(lines: readonly TemplateLine[], before: boolean): boolean {
  let isReadOnly = before;
  for (const [key, value] of lines) {
    if (key !== "lxc.mount.auto") continue;
    if (value === "") isReadOnly = false;
    for (const word of blankSeparated(value)) {
      if (word === "proc" || word.startsWith("proc:")) isReadOnly = word !== "proc:rw";
    }
  }
  return isReadOnly;
}
