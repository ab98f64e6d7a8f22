import { isTrue, numberIn, numberText, productText } from "../perlValues.js";
import { isSince } from "../releases.js";
import { add, type Draft, type KeptSetting, numberOf, rawLine, settingOrigin, trueSetting } from "./draft.js";
import { type Origin, proxmoxRules } from "./origin.js";

const mebibyte = 1024 * 1024;

/** Memory and swap, in MiB in the file, in bytes for the kernel. Source: pve-container 6.1.10, src/PVE/LXC.pm and calculate_memory_constraints(). */
export function addMemory(draft: Draft): undefined {
  const version = controllerVersion(draft, "memory");
  if (version === undefined) return;
  const memory = trueSetting(draft, "memory");
  const amount = memory ? numberOf(draft, memory) : 512;
  const origin = memory ? settingOrigin(memory) : proxmoxRules.memory;
  const swap = draft.settings.get("swap");
  const swapOrigin = swap ? settingOrigin(swap) : proxmoxRules.swap;
  const swapAmount = swap ? numberOf(draft, swap, version === 1 ? "addition (+)" : undefined) : 0;
  if (version === 1) {
    add(draft, "lxc.cgroup.memory.limit_in_bytes", productText(amount, mebibyte), origin);
    add(draft, "lxc.cgroup.memory.memsw.limit_in_bytes", productText(amount + swapAmount, mebibyte), swapOrigin);
    return;
  }
  // Below the limit lies a softer one, by 0.8 % but not more than 128 MiB.
  const high = amount >= 16 * 1024 ? productText(amount - 128, mebibyte) : productText(amount, 1024 * 1016);
  add(draft, "lxc.cgroup2.memory.max", productText(amount, mebibyte), origin);
  add(draft, "lxc.cgroup2.memory.high", high, origin);
  add(draft, "lxc.cgroup2.memory.swap.max", productText(swapAmount, mebibyte), swapOrigin);
}

/** The limit of CPU time and the share of it. Source: as above, and pve-common, src/PVE/CGroup.pm, clamp_cpu_shares(). */
export function addCpu(draft: Draft): undefined {
  const version = controllerVersion(draft, "cpu");
  if (version === undefined) return;
  const limit = trueSetting(draft, "cpulimit");
  if (limit) {
    const quota = productText(numberOf(draft, limit), 100000);
    const origin = settingOrigin(limit);
    if (version === 1) {
      add(draft, "lxc.cgroup.cpu.cfs_period_us", "100000", origin);
      add(draft, "lxc.cgroup.cpu.cfs_quota_us", quota, origin);
    } else add(draft, "lxc.cgroup2.cpu.max", `${quota} 100000`, origin);
  }
  const units = draft.settings.get("cpuunits");
  if (version === 2) {
    if (units) add(draft, "lxc.cgroup2.cpu.weight", clampedShares(draft, units), settingOrigin(units));
  } else {
    const origin: Origin = units ? settingOrigin(units) : proxmoxRules.cpuShares;
    add(draft, "lxc.cgroup.cpu.shares", units ? clampedShares(draft, units) : "1024", origin);
  }
}

/** `cores` is a number of CPUs; which ones is drawn at random at each start, so the line cannot be told beforehand. */
export function noteCores(draft: Draft): undefined {
  const cores = trueSetting(draft, "cores");
  const version = controllerVersion(draft, "cpuset");
  if (!cores || version === undefined || rawLine(draft, "lxc.cgroup2.cpuset.cpus")) return;
  if (!isSince(draft.release, "9.2") && rawLine(draft, "lxc.cgroup.cpuset.cpus")) return;
  const key = version === 1 ? "lxc.cgroup.cpuset.cpus" : "lxc.cgroup2.cpuset.cpus";
  draft.notes.push({
    message: `Proxmox adds \`${key}\` with ${numberText(numberIn(cores.value))} CPUs of the host, drawn at random at each start.`,
    origin: settingOrigin(cores),
  });
}

/** The console device. `console: 0` takes it away. */
export function addConsole(draft: Draft): undefined {
  const setting = draft.settings.get("console");
  if (!setting || isTrue(setting.value)) return;
  const origin = settingOrigin(setting);
  add(draft, "lxc.console.path", "none", origin);
  const { v1, v2 } = draft.host.controllers;
  if (!isSince(draft.release, "9.2") && v1.includes("devices")) {
    add(draft, "lxc.cgroup.devices.deny", "c 5:1 rwm", origin);
  } else if (v2) add(draft, "lxc.cgroup2.devices.deny", "c 5:1 rwm", origin);
}

/** The version of cgroups in which a controller is found. Proxmox VE 9.2 looks at v2 only. */
function controllerVersion({ host, release }: Draft, name: string): 1 | 2 | undefined {
  const { v1, v2 } = host.controllers;
  if (!isSince(release, "9.2") && v1.includes(name)) return 1;
  return v2?.includes(name) ? 2 : undefined;
}

function clampedShares(draft: Draft, units: KeptSetting): string {
  const { v1, v2 } = draft.host.controllers;
  const isPure = v2 !== undefined && v1.length === 0;
  const shares = numberOf(draft, units, isPure ? "numeric ge (>=)" : "numeric lt (<)");
  if (isPure && shares >= 10000) return "10000";
  const least = isPure ? draft.host.smallestCpuWeight : 2;
  return shares < least ? String(least) : units.value;
}
