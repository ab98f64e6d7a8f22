/**
 * What a machine has that decides how Proxmox expands a config. Pure data, so that it can stand in a JSON file; where something is not
 * known, it is said so, and what depends on it is left open.
 */
export interface HostDescription {
  /** Control groups: the controllers of cgroup v1 that are mounted, and those of cgroup v2; `v2` is absent on a host without it. */
  readonly controllers: { readonly v1: readonly string[]; readonly v2: readonly string[] | undefined };
  /** The MTU of each bridge, in bytes; undefined when the bridges are not known, then every bridge exists with `bridgeMtu`. */
  readonly bridges: Readonly<Record<string, number>> | undefined;
  readonly bridgeMtu: number;
  /** The installed liblxc; undefined for the one that the release is delivered with. */
  readonly liblxc: string | undefined;
  /** The files in `/usr/share/lxc/config` that are made for one distribution. */
  readonly templates: readonly string[];
  /** The device nodes by path; undefined when they are not known. */
  readonly devices: Readonly<Record<string, DeviceNumbers>> | undefined;
  /** The release of the running kernel, such as `6.8.12`. */
  readonly kernel: string;
  /** Where the service listens that makes device nodes for the feature `mknod`; undefined for the place of the release. */
  readonly syscallSocket: string | undefined;
  /**
   * What becomes of `cpuunits: 0` with cgroup v2. pve-common as read in 2022 hands the 0 on and the kernel refuses it at start; the
   * runs that this program is held against raised it to 1.
   */
  readonly smallestCpuWeight: number;
}

export interface DeviceNumbers {
  readonly type: "b" | "c";
  readonly major: number;
  readonly minor: number;
}
