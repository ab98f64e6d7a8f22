/**
 * What may be written to a file of cgroup v2. `bytes`: a number with an optional unit such as `512M`, or `max`; `count`: a number or `max`;
 * `weight`: 1 to 10000; `device-weight`: the same, with `default` or a device in front; `time`: `50000 100000`, quota and period in microseconds;
 * `list`: numbers and ranges such as `0-3,7`; `switch`: 0 or 1; `text`: what is not checked here; `nothing`: it can only be read.
 */
export type CgroupFormat =
  | "bytes"
  | "count"
  | "weight"
  | "device-weight"
  | "time"
  | "list"
  | "switch"
  | "text"
  | "nothing";

/** The files of cgroup v2. Source: Linux 6.12, Documentation/admin-guide/cgroup-v2.rst. */
export const cgroupFiles: Readonly<Record<string, CgroupFormat>> = {
  "cgroup.controllers": "nothing",
  "cgroup.events": "nothing",
  "cgroup.freeze": "switch",
  "cgroup.kill": "text",
  "cgroup.max.depth": "count",
  "cgroup.max.descendants": "count",
  "cgroup.pressure": "switch",
  "cgroup.procs": "text",
  "cgroup.stat": "nothing",
  "cgroup.subtree_control": "text",
  "cgroup.threads": "text",
  "cgroup.type": "text",
  "cpu.idle": "switch",
  "cpu.max": "time",
  "cpu.max.burst": "text",
  "cpu.pressure": "text",
  "cpu.stat": "nothing",
  "cpu.stat.local": "nothing",
  "cpu.uclamp.max": "text",
  "cpu.uclamp.min": "text",
  "cpu.weight": "weight",
  "cpu.weight.nice": "text",
  "cpuset.cpus": "list",
  "cpuset.cpus.effective": "nothing",
  "cpuset.cpus.exclusive": "list",
  "cpuset.cpus.exclusive.effective": "nothing",
  "cpuset.cpus.partition": "text",
  "cpuset.mems": "list",
  "cpuset.mems.effective": "nothing",
  "dmem.capacity": "nothing",
  "dmem.current": "nothing",
  "dmem.low": "text",
  "dmem.max": "text",
  "dmem.min": "text",
  "io.bfq.weight": "device-weight",
  "io.cost.model": "text",
  "io.cost.qos": "text",
  "io.latency": "text",
  "io.max": "text",
  "io.pressure": "text",
  "io.prio.class": "text",
  "io.stat": "nothing",
  "io.weight": "device-weight",
  "irq.pressure": "text",
  "memory.current": "nothing",
  "memory.events": "nothing",
  "memory.events.local": "nothing",
  "memory.high": "bytes",
  "memory.low": "bytes",
  "memory.max": "bytes",
  "memory.min": "bytes",
  "memory.numa_stat": "nothing",
  "memory.oom.group": "switch",
  "memory.peak": "text",
  "memory.pressure": "text",
  "memory.reclaim": "text",
  "memory.stat": "nothing",
  "memory.swap.current": "nothing",
  "memory.swap.events": "nothing",
  "memory.swap.high": "bytes",
  "memory.swap.max": "bytes",
  "memory.swap.peak": "text",
  "memory.zswap.current": "nothing",
  "memory.zswap.max": "bytes",
  "memory.zswap.writeback": "switch",
  "misc.capacity": "nothing",
  "misc.current": "nothing",
  "misc.events": "nothing",
  "misc.events.local": "nothing",
  "misc.max": "text",
  "misc.peak": "nothing",
  "pids.current": "nothing",
  "pids.events": "nothing",
  "pids.events.local": "nothing",
  "pids.max": "count",
  "pids.peak": "nothing",
  "rdma.current": "nothing",
  "rdma.max": "text",
};

/**
 * Where the limits of cgroup v1 went, as far as they have one successor. Source: Linux 6.12, Documentation/admin-guide/cgroup-v2.rst and
 * Documentation/admin-guide/cgroup-v1.
 */
export const cgroupSuccessors: Readonly<Record<string, string>> = {
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
  "blkio.bfq.weight": "io.bfq.weight",
  "blkio.throttle.read_bps_device": "io.max",
  "blkio.throttle.write_bps_device": "io.max",
  "blkio.throttle.read_iops_device": "io.max",
  "blkio.throttle.write_iops_device": "io.max",
};

/** Beginnings of files that only cgroup v1 had. Source: Linux, Documentation/admin-guide/cgroup-v1. */
export const cgroupOneOnly: readonly string[] = [
  "blkio.",
  "cpu.cfs_",
  "cpu.rt_",
  "cpu.shares",
  "cpuacct.",
  "cpuset.cpu_exclusive",
  "cpuset.mem_",
  "cpuset.memory_",
  "cpuset.sched_",
  "freezer.",
  "memory.failcnt",
  "memory.force_empty",
  "memory.kmem.",
  "memory.limit_in_bytes",
  "memory.max_usage_in_bytes",
  "memory.memsw.",
  "memory.move_charge_at_immigrate",
  "memory.oom_control",
  "memory.pressure_level",
  "memory.soft_limit_in_bytes",
  "memory.swappiness",
  "memory.usage_in_bytes",
  "memory.use_hierarchy",
  "net_cls.",
  "net_prio.",
];
