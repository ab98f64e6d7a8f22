import type { Container } from "../../../container/container.js";
import type { ExpandedLine } from "../../../container/expand/draft.js";
import type { LineOrigin } from "../../../container/expand/origin.js";
import { lxcKey } from "../../../container/keys.js";
import { takesValue } from "../../../container/lxcValues.js";
import { architecturesOfOneProcessor } from "../../../knowledge/lxcWords.js";
import { unquoted } from "../../../syntax/nativeLine.js";
import type { Fix } from "../../finding.js";
import { replace } from "../../fixes.js";
import { valuesOf } from "../valuesOf.js";
import { type Fault, fault, isFromSetting } from "./fault.js";

/** What is wrong with the value of a line that Proxmox writes from a setting, by what liblxc takes while it loads the config, and the kernel at the start. */
export function valueFault(container: Container, { key, value, origin }: ExpandedLine): Fault | undefined {
  if (!isFromSetting(origin)) return undefined;
  if (key.startsWith("lxc.cgroup2.")) return limitFault(key, value, origin);
  return isFreeText(key) && !isTaken(container, key, value) ? loadFault(key, value, origin) : undefined;
}

/** The keys whose values come from what people write and that Proxmox' reader lets pass more of than liblxc. */
function isFreeText(key: string): boolean {
  if (key.startsWith("lxc.net.")) return key.includes(".ipv");
  return key === "lxc.uts.name" || key === "lxc.arch" || key === "lxc.tty.max" || key === "lxc.environment.runtime";
}

function isTaken({ target }: Container, key: string, value: string): boolean {
  const known = lxcKey(key);
  const { text } = unquoted({ text: value, start: 0, end: value.length });
  return !known || takesValue(known, key, text, target);
}

function loadFault(key: string, value: string, origin: LineOrigin): Fault {
  if (architecturesOfOneProcessor.includes(value)) {
    const message =
      "liblxc knows this architecture on LoongArch processors only. On any other it refuses the whole config.";
    return fault(origin, message, { severity: "information" });
  }
  const message = `Proxmox writes this as \`${key}\`, and liblxc refuses the whole config, so the container does not start. Write ${valuesOf(key)}.`;
  return fault(origin, message, { fixes: key === "lxc.arch" ? architecturesMeant(value, origin) : [] });
}

/** Names of other programs for the same processors. */
const otherNames: Readonly<Record<string, string>> = {
  x64: "amd64",
  "x86-64": "amd64",
  x86_32: "i386",
  armv8: "arm64",
  "arm64/v8": "arm64",
  armv7: "armhf",
  "arm/v7": "armhf",
};

function architecturesMeant(value: string, { line }: LineOrigin): readonly Fix[] {
  const lower = value.toLowerCase();
  const isSpelling = lower !== value && (lxcKey("lxc.arch")?.fact.values?.includes(lower) ?? false);
  const meant = isSpelling ? lower : otherNames[lower];
  if (meant === undefined || !line.value) return [];
  return [{ title: `Write \`${meant}\``, safe: true, edits: [replace(line.value, meant)] }];
}

/** The kernel reads limits of memory as plain digits, and gives no container less than 1 ms of CPU time in 100 ms. Source: kernel, Documentation/admin-guide/cgroup-v2.rst and scheduler/sched-bwc.rst. */
function limitFault(key: string, value: string, origin: LineOrigin): Fault | undefined {
  if (key === "lxc.cgroup2.cpu.max") {
    const quota = value.slice(0, value.indexOf(" "));
    if (Number(quota) >= 1000) return undefined;
    const message =
      "The kernel takes no limit below 0.01 CPUs, so the container does not start. Write `0.01` or more, or `0` for no limit.";
    return fault(origin, message, { rejectedBy: "start" });
  }
  if (!key.startsWith("lxc.cgroup2.memory.") || key === "lxc.cgroup2.memory.high" || !value.includes("e"))
    return undefined;
  const message = `Proxmox writes so large an amount as \`${value}\`, which the kernel cannot read, so the container does not start. Write a number of MiB that the host has.`;
  return fault(origin, message, { rejectedBy: "start" });
}
