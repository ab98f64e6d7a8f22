import type { Facts, ProxmoxKeyFact } from "./fact.js";

const schema = "pve-container 6.1.10, src/PVE/LXC/Config.pm";
const generator = "pve-container 6.1.10, src/PVE/LXC/Config.pm and src/PVE/LXC.pm (update_lxc_config), run";
const reader = "pve-container 6.1.10, src/PVE/LXC/Config.pm (parse_pct_config), run";

/**
 * The plain keys of a Proxmox CT config, most used first. Keys with a number stand here without it.
 * `default` is the value that counts when the line is missing, also where the schema of Proxmox claims another.
 */
export const proxmoxKeys: Facts<ProxmoxKeyFact> = {
  net: {
    summary:
      "A network interface of the container: its name inside, the bridge on the host, the addresses. One wrong property in it and the whole container does not start.",
    source: generator,
    type: "properties",
    checkedBy: "reader",
    indexes: 32,
    generates: [
      "lxc.net.<N>.type = veth",
      "lxc.net.<N>.veth.pair = veth<CTID>i<N>",
      "lxc.net.<N>.hwaddr = <hwaddr>",
      "lxc.net.<N>.name = <name>",
      "lxc.net.<N>.mtu = <mtu>",
      "lxc.net.<N>.script.up = /usr/share/lxc/lxcnetaddbr",
    ],
  },
  hostname: {
    summary:
      "The host name of the container, letters, digits and hyphens, with or without a domain. More than 64 characters stop the start, although Proxmox allows 255.",
    source: generator,
    type: "string",
    format: "dns-name",
    checkedBy: "reader",
    default: "CT<CTID>",
    generates: ["lxc.uts.name = <hostname>"],
  },
  rootfs: {
    summary:
      "The volume with the container's root file system. Without it, or with one wrong property in it, the container does not start.",
    source: generator,
    type: "properties",
    checkedBy: "reader",
    required: true,
    generates: ["lxc.rootfs.path = /var/lib/lxc/<CTID>/rootfs"],
  },
  mp: {
    summary:
      "A mount point: a volume, a directory of the host or a block device, mounted at a path in the container in the order of the numbers. One wrong property and it is left out without a message: the container starts with an empty directory there.",
    source: "pve-container 6.1.10, src/PVE/LXC/Config.pm (foreach_volume), run",
    type: "properties",
    checkedBy: "reader",
    indexes: 256,
  },
  arch: {
    summary:
      "The processor architecture that the container's programs are built for. A container without this line does not start; `riscv32` is offered by Proxmox but unknown to liblxc.",
    source: generator,
    type: "string",
    values: ["amd64", "arm64", "i386", "armhf", "riscv64", "riscv32"],
    valuesSince: { riscv64: { pve: "7.4" }, riscv32: { pve: "7.4" } },
    checkedBy: "api",
    required: true,
    generates: ["lxc.arch = <arch>"],
  },
  memory: {
    summary:
      "The memory limit in MiB, a plain number. Units are not understood: `1G` is read as 1 MiB, and `0` or no line means 512, not unlimited.",
    source: generator,
    type: "integer",
    minimum: 16,
    checkedBy: "api",
    unit: "MiB",
    default: "512",
    generates: ["lxc.cgroup2.memory.max = <bytes>", "lxc.cgroup2.memory.high = <bytes>"],
  },
  ostype: {
    summary:
      "The distribution in the container. It chooses the LXC templates and how Proxmox sets up network and host name inside; `unmanaged` leaves the inside alone. A container without this line does not start.",
    source: generator,
    type: "string",
    values: [
      "debian",
      "ubuntu",
      "alpine",
      "centos",
      "fedora",
      "archlinux",
      "opensuse",
      "unmanaged",
      "devuan",
      "gentoo",
      "nixos",
      "openeuler",
    ],
    valuesSince: { devuan: { pve: "6.4" }, nixos: { pve: "7.2" }, openeuler: { pve: "8.3" } },
    checkedBy: "api",
    required: true,
    generates: ["lxc.include = /usr/share/lxc/config/<ostype>.common.conf"],
  },
  swap: {
    summary:
      "How much swap the container may use, in MiB, on top of its memory. The documented default of 512 counts only at creation: without this line there is no swap.",
    source: generator,
    type: "integer",
    minimum: 0,
    checkedBy: "reader",
    unit: "MiB",
    default: "0",
    generates: ["lxc.cgroup2.memory.swap.max = <bytes>"],
  },
  features: {
    summary:
      "What the container may do beyond the ordinary: nesting, FUSE, the kernel keyring, mounting. One unknown word in it and the container does not start.",
    source: generator,
    type: "properties",
    checkedBy: "reader",
    since: { pve: "5.3" },
  },
  cores: {
    summary:
      "How many of the host's CPUs the container may run on; all without this line. Proxmox picks the CPUs anew at every start.",
    source: generator,
    type: "integer",
    minimum: 1,
    maximum: 8192,
    checkedBy: "api",
    unit: "CPUs",
    generates: ["lxc.cgroup2.cpuset.cpus = <CPUs>"],
  },
  unprivileged: {
    summary:
      "With `1` the container's root is an ordinary user of the host (100000). Do not flip it in an existing container: the owners of all its files would be wrong; restore a backup with the other setting instead.",
    source: generator,
    type: "boolean",
    checkedBy: "reader",
    default: "0",
    since: { pve: "4.1" },
    generates: [
      "lxc.include = /usr/share/lxc/config/<ostype>.userns.conf",
      "lxc.seccomp.profile = /var/lib/lxc/<CTID>/rules.seccomp",
      "lxc.mount.auto = sys:mixed",
      "lxc.idmap = u 0 100000 65536",
      "lxc.idmap = g 0 100000 65536",
    ],
  },
  onboot: {
    summary: "With `1` the container is started when the host boots.",
    source: schema,
    type: "boolean",
    checkedBy: "reader",
    default: "0",
  },
  nameserver: {
    summary:
      "The DNS servers, as IP addresses separated by blanks or commas, that Proxmox writes into the container at each start. Without this line the host's are taken.",
    source: schema,
    type: "list",
    format: "ip-list",
    checkedBy: "reader",
  },
  tags: {
    summary:
      "Words to sort and find guests by, separated by `;`. They have no effect on the container; Proxmox sorts them and makes them lower case when it saves.",
    source: schema,
    type: "list",
    format: "tags",
    checkedBy: "reader",
    since: { pve: "6.1" },
  },
  dev: {
    summary:
      "A device node of the host, made in the container with owner and mode of your choice. It needs neither a device rule nor a mount entry; a node that is missing on the host stops the start.",
    source: generator,
    type: "properties",
    checkedBy: "reader",
    indexes: 256,
    since: { pve: "8.1" },
    generates: ["lxc.cgroup2.devices.allow = <c|b> <major>:<minor> rw"],
  },
  searchdomain: {
    summary:
      "The domains, separated by blanks or commas, that are tried for short host names; written into the container at each start. Without this line the host's are taken.",
    source: schema,
    type: "list",
    format: "dns-name-list",
    checkedBy: "reader",
  },
  cpulimit: {
    summary: "The most CPU time the container may use, in CPUs: `0.5` is half of one. `0` is no limit.",
    source: generator,
    type: "number",
    minimum: 0,
    maximum: 8192,
    checkedBy: "api",
    unit: "CPUs",
    default: "0",
    generates: ["lxc.cgroup2.cpu.max = <microseconds> 100000"],
  },
  cpuunits: {
    summary:
      "The container's share of CPU time against other guests when CPUs are short. With cgroup v2 an ordinary guest has 100 and 10000 is the most; 1024, the default of old releases, is ten times the share of others.",
    source: generator,
    type: "integer",
    minimum: 0,
    maximum: 500000,
    checkedBy: "api",
    default: "100",
    generates: ["lxc.cgroup2.cpu.weight = <cpuunits>"],
  },
  cmode: {
    summary:
      "What the console of the web interface connects to: a login on a `tty`, `/dev/console`, or a root `shell` without login. It changes nothing in the container.",
    source: schema,
    type: "string",
    values: ["tty", "console", "shell"],
    checkedBy: "api",
    default: "tty",
  },
  timezone: {
    summary:
      "The time zone to set in the container: `host`, `UTC`, or a name such as `Europe/Vienna`. Aliases such as `Etc/UTC` or `CET` bring a warning at each read, but work if the container has the file.",
    source: reader,
    type: "string",
    format: "timezone",
    checkedBy: "reader",
    since: { pve: "6.3" },
  },
  startup: {
    summary:
      "The place in the order of starting (and, backwards, stopping) at boot, and the seconds to wait after this guest: `order=2,up=30,down=60`.",
    source: reader,
    type: "string",
    format: "startup",
    checkedBy: "reader",
  },
  protection: {
    summary: "With `1` Proxmox refuses to remove the container, and to remove or change its volumes.",
    source: schema,
    type: "boolean",
    checkedBy: "reader",
    default: "0",
  },
  template: {
    summary: "With `1` this is a template to clone from; it cannot be started.",
    source: generator,
    type: "boolean",
    checkedBy: "reader",
    default: "0",
  },
  description: {
    summary:
      "The container's notes. Proxmox writes them as `#` lines at the top of the file, where every `#` line of the section ends up.",
    source: reader,
    type: "string",
    checkedBy: "reader",
  },
  lock: {
    summary:
      "A job such as a backup is working on this container, or was when it broke off. Any text here but `mounted` blocks the start; `pct unlock <CTID>` removes it when no job runs any more.",
    source: "pve-container 6.1.10, src/PVE/LXC/Config.pm; pve-guest-common, src/PVE/AbstractConfig.pm",
    type: "string",
    values: [
      "backup",
      "snapshot",
      "snapshot-delete",
      "rollback",
      "migrate",
      "create",
      "disk",
      "fstrim",
      "mounted",
      "destroyed",
    ],
    checkedBy: "api",
    internal: true,
  },
  unused: {
    summary:
      "A volume that belongs to the container but is not mounted. Removing it in the web interface deletes the data; look first whether a mistyped mount point still needs it.",
    source: schema,
    type: "properties",
    checkedBy: "reader",
    indexes: 256,
    internal: true,
  },
  hookscript: {
    summary:
      "A script on a storage with snippets, run on the host before and after start and stop: `local:snippets/hook.sh`. Missing or not executable, it stops the start.",
    source: "pve-container 6.1.10, src/PVE/LXC/Config.pm; pve-guest-common, src/PVE/GuestHelpers.pm",
    type: "string",
    format: "volume-id",
    checkedBy: "reader",
    since: { pve: "5.4" },
  },
  tty: {
    summary: "How many terminals, `/dev/tty1` and on, the container has.",
    source: generator,
    type: "integer",
    minimum: 0,
    maximum: 6,
    checkedBy: "api",
    default: "2",
    generates: ["lxc.tty.max = <tty>"],
  },
  console: {
    summary: "With `0` the container has no `/dev/console`.",
    source: generator,
    type: "boolean",
    checkedBy: "reader",
    default: "1",
    generates: ["lxc.console.path = none", "lxc.cgroup2.devices.deny = c 5:1 rwm"],
  },
  debug: {
    summary: "With `1` the start writes a detailed log; otherwise nothing changes.",
    source: schema,
    type: "boolean",
    checkedBy: "reader",
    default: "0",
    since: { pve: "6.3" },
  },
  entrypoint: {
    summary:
      "The command that runs as the container's first process in place of `/sbin/init`. Nothing inside sets up the network then: set `host-managed=1` on its interfaces.",
    source: generator,
    type: "string",
    checkedBy: "reader",
    default: "/sbin/init",
    since: { pve: "9.1" },
    generates: ["lxc.mount.entry = shm dev/shm tmpfs rw,nosuid,nodev,create=dir 0 0", "lxc.init.cmd = <entrypoint>"],
  },
  env: {
    summary:
      "Environment variables of the first process. Proxmox keeps them as `lxc.environment.runtime` lines, one variable each; write those.",
    source: generator,
    type: "string",
    checkedBy: "api",
    since: { pve: "9.1" },
    generates: ["lxc.environment.runtime = <NAME>=<value>"],
  },
  parent: {
    summary: "The snapshot that this state was made from. Proxmox keeps it.",
    source: schema,
    type: "string",
    format: "config-id",
    checkedBy: "reader",
    internal: true,
  },
  snaptime: {
    summary: "When the snapshot was made, in seconds since 1970. Proxmox keeps it.",
    source: schema,
    type: "integer",
    minimum: 0,
    checkedBy: "reader",
    unit: "seconds",
    internal: true,
  },
  snapstate: {
    summary:
      "A snapshot is being made or deleted, or the job broke off. `pct delsnapshot <CTID> <name> --force` clears the rest away.",
    source: reader,
    type: "string",
    values: ["prepare", "delete"],
    checkedBy: "reader",
    internal: true,
  },
  delete: {
    summary:
      "Keys to remove at the next start. It exists in `[pve:pending]` only; elsewhere Proxmox drops the line with a warning.",
    source: reader,
    type: "list",
    checkedBy: "reader",
    since: { pve: "6.1" },
    internal: true,
  },
};
