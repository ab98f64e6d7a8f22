import type { Container } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { validateRawKey } from "../../container/validate.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import type { Line } from "../../syntax/document.js";
import type { Token } from "../../syntax/token.js";
import type { Finding, Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import type { Report } from "../rule.js";
import { hasRawLine } from "./sections.js";

const old = "lxc.cgroup.";
const today = "lxc.cgroup2.";

/** Where the limits of cgroup v1 went, as far as they have one successor. Source: kernel, Documentation/admin-guide/cgroup-v2.rst. */
const successors: Readonly<Record<string, string>> = {
  "memory.limit_in_bytes": "memory.max",
  "memory.soft_limit_in_bytes": "memory.low",
  "memory.memsw.limit_in_bytes": "memory.swap.max",
  "cpu.shares": "cpu.weight",
  "cpu.cfs_quota_us": "cpu.max",
  "cpu.cfs_period_us": "cpu.max",
  "cpuset.cpus": "cpuset.cpus",
  "cpuset.mems": "cpuset.mems",
  "pids.max": "pids.max",
  "blkio.weight": "io.weight",
};

/**
 * A line of cgroup v1. Hosts have cgroup v2 only since Proxmox VE 7, where LXC passes over all of them with one warning. Source: liblxc 6.0.6,
 * src/lxc/cgroups/cgfsng.c, cgfsng_setup_limits_legacy(); the warning of Proxmox since pve-container 6.1.6.
 */
export function checkCgroupOne(container: Container, line: Line, key: Token, report: Report): void {
  const { document, target } = container;
  const inProxmox = document.dialect === "proxmox";
  const isSnapshot = line.section.kind === "snapshot";
  // Proxmox warns of these keys from one release on; to liblxc they are always those of yesterday.
  const isDeprecated = !inProxmox || validateRawKey(key.text, target.proxmox) === "deprecated";
  const tags: Finding["tags"] = isDeprecated ? ["deprecated"] : [];
  if (factOf(lxcKeys, key.text)) {
    if (inProxmox)
      report(key, placeMessage(key.text), {
        severity: "warning",
        rejectedBy: null,
        tags,
        fixes: [remove(line, false)],
      });
    return;
  }
  const where = inProxmox ? "which Proxmox VE uses since 7.0" : "which hosts of today use";
  const file = key.text.slice(old.length);
  const name = file.startsWith("devices.") ? `${today}${file}` : undefined;
  const successor = Object.hasOwn(successors, file) ? successors[file] : undefined;
  const write =
    name !== undefined
      ? `Write \`${name}\`.`
      : successor === undefined
        ? "Remove it."
        : `Write \`${today}${successor}\`; its value may count differently.`;
  report(key, `This line is for cgroup v1 and does nothing with cgroup v2, ${where}. ${write}`, {
    severity: inProxmox && !isSnapshot ? "warning" : "information",
    rejectedBy: "ignored",
    tags,
    fixes: name === undefined ? [remove(line, false)] : [renameDevices(line, key, name, inProxmox && !isSnapshot)],
  });
}

/** `lxc.cgroup.dir` and `lxc.cgroup.relative` are no limits, but Proxmox takes them for such, and writes its own in front. */
function placeMessage(key: string): string {
  return `Proxmox sets \`${key}\` itself and looks for the container's cgroup there. This line wins over it, and Proxmox loses track. Remove it.`;
}

/** The rule under its new name; where that stands there already, the old line goes. Other hosts than those of Proxmox may have cgroup v1 still. */
function renameDevices(line: Line, key: Token, name: string, safe: boolean): Fix {
  const value = line.value?.text ?? "";
  const twin = hasRawLine(line.section, name, value);
  if (twin) return remove(line, safe);
  // An empty value forgets all rules, those of Proxmox too, which the old line never did.
  return { title: `Write \`${name}\``, safe: safe && value !== "", edits: [replace(key, name)] };
}

function remove(line: Line, safe: boolean): Fix {
  return { title: "Remove this line, which does nothing", safe, edits: [removeLine(line)] };
}
