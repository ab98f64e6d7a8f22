import { type CgroupFormat, cgroupFiles, cgroupOneOnly, cgroupSuccessors } from "../knowledge/cgroupFiles.js";

/** A limit as a file of cgroup v2 takes it, or as a key of Proxmox with its value. */
export interface Limit {
  readonly name: string;
  readonly value: string;
}

/** The values of other limits of cgroup v1 in the same section, by file; some limits say something only together. */
export type OtherLimits = (file: string) => string | undefined;

/** What a file of cgroup v2 takes; undefined for a file that it does not have. */
export function formatOfCgroupFile(file: string): CgroupFormat | undefined {
  if (Object.hasOwn(cgroupFiles, file)) return cgroupFiles[file];
  // `hugetlb.2MB.max`: one set of files for each size of pages.
  const [controller, , ...rest] = file.split(".");
  if (controller !== "hugetlb" || rest.length === 0) return undefined;
  return rest.at(-1) === "max"
    ? "bytes"
    : /^(?:current|events|events\.local|numa_stat|rsvd\.current)$/.test(rest.join("."))
      ? "nothing"
      : undefined;
}

/** Whether a file is one of cgroup v1 that cgroup v2 has under another name or not at all. */
export function isOfCgroupOne(file: string): boolean {
  return cgroupOneOnly.some((beginning) => file.startsWith(beginning)) || /^hugetlb\..*_in_bytes$/.test(file);
}

/** The file of cgroup v2 for one of cgroup v1; undefined when nothing replaces it. */
export function successorOfCgroupFile(file: string): string | undefined {
  if (Object.hasOwn(cgroupSuccessors, file)) return cgroupSuccessors[file];
  const pages = /^(hugetlb\.[0-9]+[KMGT]?B)\.limit_in_bytes$/.exec(file)?.[1];
  return pages && `${pages}.max`;
}

/**
 * A limit of cgroup v1 with its value counted as cgroup v2 counts. Shares and weights keep their relation to the default, which was 1024 shares
 * and a weight of 500 and is 100 for both now. Undefined when it cannot be computed from the file. Source: Linux, Documentation/admin-guide,
 * cgroup-v1 and cgroup-v2.rst.
 */
export function convertLimit(file: string, value: string, others: OtherLimits): Limit | undefined {
  const name = successorOfCgroupFile(file);
  const converted = name === undefined ? undefined : convertedValue(file, value.trim(), others);
  return name === undefined || converted === undefined ? undefined : { name, value: converted };
}

function convertedValue(file: string, value: string, others: OtherLimits): string | undefined {
  switch (file) {
    case "memory.memsw.limit_in_bytes":
      return swapOf(value, others)?.toString();
    case "cpu.shares":
      return weight(value, 1024);
    case "blkio.weight":
      return weight(value, 500);
    case "cpu.cfs_quota_us":
      return cpuTime(value, others("cpu.cfs_period_us") ?? "100000");
    case "cpu.cfs_period_us":
      return cpuTime(others("cpu.cfs_quota_us") ?? "-1", value);
    case "blkio.throttle.read_bps_device":
      return throttle(value, "rbps");
    case "blkio.throttle.write_bps_device":
      return throttle(value, "wbps");
    case "blkio.throttle.read_iops_device":
      return throttle(value, "riops");
    case "blkio.throttle.write_iops_device":
      return throttle(value, "wiops");
    default:
      if (!file.endsWith("_in_bytes")) return value;
      return value === "-1" ? "max" : bytesOf(value) === undefined ? undefined : value;
  }
}

/**
 * The setting of Proxmox that stands for a limit, with its value; undefined where there is none. `file` is of cgroup v2. Source: pve-container 6.1.10,
 * src/PVE/LXC.pm, update_lxc_config().
 */
export function settingForLimit({ name, value }: Limit): Limit | undefined {
  switch (name) {
    case "memory.max":
    case "memory.swap.max": {
      const bytes = bytesOf(value);
      return bytes === undefined || bytes < 2 ** 20
        ? undefined
        : { name: name === "memory.max" ? "memory" : "swap", value: String(Math.round(bytes / 2 ** 20)) };
    }
    case "cpu.weight":
      return /^[0-9]+$/.test(value) ? { name: "cpuunits", value } : undefined;
    case "cpu.max": {
      const [quota = "", period = "100000"] = value.split(/[ \t]+/);
      const limit = Number(quota) / Number(period);
      return limit > 0 && Number.isFinite(limit)
        ? { name: "cpulimit", value: String(Math.round(limit * 100) / 100) }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The key of Proxmox that sets a file of cgroup v2. */
export function settingKeyOf(file: string): "memory" | "swap" | "cpuunits" | "cpulimit" | undefined {
  switch (file) {
    case "memory.max":
      return "memory";
    case "memory.swap.max":
      return "swap";
    case "cpu.weight":
      return "cpuunits";
    case "cpu.max":
      return "cpulimit";
    default:
      return undefined;
  }
}

/**
 * Whether the kernel takes a value for a file of that format. Source: Linux, mm/page_counter.c, kernel/sched/core.c, kernel/cgroup/pids.c,
 * block/blk-iocost.c; of bytes, counts and switches each form was written to a cgroup.
 */
export function isCgroupValue(format: CgroupFormat, text: string): boolean {
  const value = text.trim();
  switch (format) {
    case "bytes":
      return value === "max" || bytesOf(value) !== undefined || /^0x[0-9a-fA-F]+$/.test(value);
    case "count":
      return value === "max" || /^[0-9]+$/.test(value);
    case "weight":
      return isBetween(value, 1, 10_000);
    case "device-weight":
      return /^(?:(?:default|[0-9]+:[0-9]+)[ \t]+)?(?:[0-9]+|default)$/.test(value);
    case "time": {
      const [quota = "", period, ...rest] = value.split(/[ \t]+/);
      const isPeriod = period === undefined || isBetween(period, 1000, 1_000_000);
      return rest.length === 0 && isPeriod && (quota === "max" || isBetween(quota, 1000, Number.MAX_SAFE_INTEGER));
    }
    case "list":
      return /^[0-9,\- ]*$/.test(value);
    case "switch":
      return value === "0" || value === "1";
    case "text":
      return true;
    case "nothing":
      return false;
  }
}

/** What was probably meant with a value that the kernel refuses. */
export function cgroupValueMeant(format: CgroupFormat, text: string): string | undefined {
  const value = text.trim().replaceAll(/["']/g, "");
  if (format === "bytes" || format === "count") {
    if (/^(?:-1|unlimited|infinity|none)$/i.test(value)) return "max";
    const [, amount = "", unit = ""] = /^([0-9]+(?:\.[0-9]+)?)[ \t]*([kmgt])(?:i?b)?$/i.exec(value) ?? [];
    if (amount === "" || format === "count") return undefined;
    return amount.includes(".") ? smaller(Number(amount), unit.toUpperCase()) : amount + unit.toUpperCase();
  }
  if (format === "switch")
    return /^(?:true|yes|on)$/i.test(value) ? "1" : /^(?:false|no|off)$/i.test(value) ? "0" : undefined;
  if (format === "time") {
    const [quota = "", period] = value.split(/[ \t,]+/);
    const guess = [quota === "-1" ? "max" : quota, period ?? []].flat().join(" ");
    return guess !== value && isCgroupValue("time", guess) ? guess : undefined;
  }
  return undefined;
}

/** `1.5G` is `1536M`. */
function smaller(amount: number, unit: string): string | undefined {
  const units = "KMGT";
  const below = units[units.indexOf(unit) - 1];
  const whole = amount * 1024;
  return below !== undefined && Number.isInteger(whole) ? `${whole}${below}` : undefined;
}

const powers: Readonly<Record<string, number>> = { "": 0, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/** `512M` in bytes; undefined when the kernel does not read it so. */
function bytesOf(value: string): number | undefined {
  const [, amount, unit = ""] = /^([0-9]+)([kmgtpe]?)$/i.exec(value) ?? [];
  return amount === undefined ? undefined : Number(amount) * 1024 ** (powers[unit.toUpperCase()] ?? 0);
}

/** The old limit was for memory and swap together. */
function swapOf(value: string, others: OtherLimits): number | "max" | undefined {
  if (value === "-1") return "max";
  const both = bytesOf(value);
  const memory = bytesOf(others("memory.limit_in_bytes") ?? "");
  return both === undefined || memory === undefined || both < memory ? undefined : both - memory;
}

function weight(value: string, usual: number): string | undefined {
  if (!/^[0-9]+$/.test(value)) return undefined;
  return String(Math.min(10_000, Math.max(1, Math.round((Number(value) * 100) / usual))));
}

function cpuTime(quota: string, period: string): string | undefined {
  const text = `${Number(quota) < 0 ? "max" : quota} ${period}`;
  return isCgroupValue("time", text) ? text : undefined;
}

function throttle(value: string, name: string): string | undefined {
  const [, device, amount] = /^([0-9]+:[0-9]+)[ \t]+([0-9]+)$/.exec(value) ?? [];
  return device && `${device} ${name}=${amount}`;
}

function isBetween(text: string, least: number, most: number): boolean {
  return /^[0-9]{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
