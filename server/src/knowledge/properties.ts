import type { Facts, PropertyFact } from "./fact.js";

const schema = "pve-container 6.1.10, src/PVE/LXC/Config.pm";
const generator = "pve-container 6.1.10, src/PVE/LXC/Config.pm and src/PVE/LXC.pm (update_lxc_config), run";
const mounting = "pve-container 6.1.10, src/PVE/LXC/Config.pm and src/PVE/LXC.pm (mounting at start)";
const passthrough = "pve-container 6.1.10, src/PVE/LXC.pm (device passthrough) and src/lxc-pve-prestart-hook";

/** Properties of `features`. Other settings of `features` than these stop the start. */
export const featureProperties: Facts<PropertyFact> = {
  nesting: {
    summary:
      "Lets the container mount proc and sysfs and make namespaces of its own, which Docker, LXC and services of newer systemd need. In a privileged container this exposes the host's proc and sys to a root that is the host's root.",
    source: `${generator}; the rule \`allow userns,\` since pve-container 6.0.4`,
    type: "boolean",
    default: "0",
    since: { pve: "5.3" },
    generates: ["lxc.apparmor.allow_nesting = 1", "lxc.apparmor.raw = allow userns,"],
  },
  keyctl: {
    summary:
      "Lets the container use the kernel's keyring, which Docker wants, instead of being told that there is none. It takes a rule out of the generated seccomp profile; privileged containers have the call anyway.",
    source: generator,
    type: "boolean",
    default: "0",
    only: "unprivileged",
    since: { pve: "5.3" },
  },
  fuse: {
    summary:
      "Lets the container use FUSE file systems: Proxmox adds the mount of `/dev/fuse` and the AppArmor rule itself. Backups that freeze the container can hang while a FUSE mount is in use.",
    source: generator,
    type: "boolean",
    default: "0",
    since: { pve: "5.3" },
    generates: [
      "lxc.apparmor.raw = mount fstype=fuse,",
      "lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0",
    ],
  },
  mount: {
    summary:
      "File systems that AppArmor lets the container mount, separated by `;`: `mount=nfs;cifs`. It lifts AppArmor only: in an unprivileged container the kernel still refuses NFS, CIFS and everything on a block device.",
    source: generator,
    type: "list",
    format: "file-systems",
    since: { pve: "5.3" },
    generates: ["lxc.apparmor.raw = mount fstype=<file system>,"],
  },
  mknod: {
    summary:
      "Lets an unprivileged container make some device nodes, by a service of the host that makes them on its behalf. It needs kernel 5.3 or later; privileged containers can make nodes anyway.",
    source: generator,
    type: "boolean",
    default: "0",
    only: "unprivileged",
    since: { pve: "6.2" },
    generates: ["lxc.seccomp.notify.proxy = unix:/run/pve-lxc-syscalld/socket", "lxc.seccomp.notify.cookie = <CTID>"],
  },
  force_rw_sys: {
    summary:
      "Mounts `/sys` writable in an unprivileged container: Proxmox leaves out its line `lxc.mount.auto = sys:mixed`. Meant for the network services of newer systemd.",
    source: generator,
    type: "boolean",
    default: "0",
    only: "unprivileged",
    since: { pve: "6.2" },
  },
};

/** Properties of `netN`. */
export const netProperties: Facts<PropertyFact> = {
  name: {
    summary:
      "The interface's name inside the container, such as `eth0`. At most 15 characters: LXC cuts a longer one, and the address goes to a name that does not exist.",
    source: generator,
    type: "string",
    format: "interface-name",
    required: "reader",
    generates: ["lxc.net.<N>.name = <name>"],
  },
  bridge: {
    summary: "The bridge of the host that the interface is plugged into, such as `vmbr0`. Without it the start fails.",
    source: generator,
    type: "string",
    format: "interface-name",
    required: "start",
  },
  ip: {
    summary:
      "The IPv4 address with its prefix length (`192.0.2.5/24`), `dhcp`, or `manual` for none by Proxmox. Lower case only; an address without a prefix stops the start.",
    source: generator,
    type: "string",
    format: "ipv4-config",
    values: ["dhcp", "manual"],
  },
  type: {
    summary: "The kind of interface. There is only `veth`, so nobody needs to write it.",
    source: generator,
    type: "string",
    values: ["veth"],
    default: "veth",
    generates: ["lxc.net.<N>.type = veth", "lxc.net.<N>.veth.pair = veth<CTID>i<N>"],
  },
  hwaddr: {
    summary:
      "The MAC address, six pairs with colons, the second digit even. Without it the interface gets a new random one at every start, and DHCP a new lease.",
    source: generator,
    type: "string",
    format: "mac-address",
    generates: ["lxc.net.<N>.hwaddr = <hwaddr>"],
  },
  gw: {
    summary: "The IPv4 gateway, an address without a prefix. It needs a fixed address in `ip`.",
    source: generator,
    type: "string",
    format: "ipv4",
  },
  firewall: {
    summary:
      "With `1` the interface goes through the Proxmox firewall. Rules apply only when the firewall is also on for the guest and the datacenter.",
    source: schema,
    type: "boolean",
    default: "0",
  },
  ip6: {
    summary:
      "The IPv6 address with its prefix length, `auto` for SLAAC, `dhcp`, or `manual` for none by Proxmox. The word `slaac` is not known.",
    source: generator,
    type: "string",
    format: "ipv6-config",
    values: ["auto", "dhcp", "manual"],
  },
  gw6: {
    summary: "The IPv6 gateway, an address without a prefix. It needs a fixed address in `ip6`.",
    source: generator,
    type: "string",
    format: "ipv6",
  },
  tag: {
    summary: "The VLAN that the interface belongs to, 1 to 4094. The container sees untagged packets.",
    source: schema,
    type: "integer",
    minimum: 1,
    maximum: 4094,
  },
  mtu: {
    summary:
      "The largest packet, 64 to 65535 bytes. Without it the bridge's; more than the bridge's stops the start. The `1` of virtual machines does not exist here.",
    source: generator,
    type: "integer",
    minimum: 64,
    maximum: 65535,
    default: "MTU of the bridge",
    generates: ["lxc.net.<N>.mtu = <mtu>"],
  },
  rate: {
    summary: "The most the interface may carry, in megabytes (not megabits) per second. `0` is no limit.",
    source: schema,
    type: "number",
    unit: "MB/s",
    since: { pve: "4.2" },
  },
  trunks: {
    summary:
      "VLANs that pass through with their tags, separated by `;`: `2;3;10`. Ranges do not exist, and the bridge must be VLAN-aware.",
    source: schema,
    type: "string",
    format: "vlan-trunks",
    since: { pve: "4.2" },
  },
  link_down: {
    summary: "With `1` the interface exists but is not connected, like a pulled cable.",
    source: generator,
    type: "boolean",
    default: "0",
    since: { pve: "7.4" },
  },
  "host-managed": {
    summary:
      "With `1` the host sets the addresses (and does DHCP) instead of the container's own network service. For application containers without an init; with `ip6=auto` the start fails.",
    source: generator,
    type: "boolean",
    default: "0",
    since: { pve: "9.1" },
    generates: [
      "lxc.net.<N>.ipv4.address = <ip>",
      "lxc.net.<N>.ipv4.gateway = <gw>",
      "lxc.net.<N>.ipv6.address = <ip6>",
      "lxc.net.<N>.ipv6.gateway = <gw6>",
      "lxc.net.<N>.flags = up",
    ],
  },
};

const volume: PropertyFact = {
  summary:
    "What is mounted: a volume (`local-lvm:vm-101-disk-0`), a directory of the host (`/srv/media`) or a block device (`/dev/…`). `STORAGE:8` for a new volume is understood by `pct` only, not in the file.",
  source: `${mounting}, run`,
  type: "string",
  format: "mount-path",
  isDefault: true,
  required: "reader",
};

const size: PropertyFact = {
  summary:
    "The size of the volume, for display; Proxmox keeps it up to date. Writing another number changes nothing: use `pct resize`. Units are `K`, `M`, `G`, `T`; `8GB` is wrong.",
  source: schema,
  type: "string",
  format: "disk-size",
};

const readOnly: PropertyFact = {
  summary:
    "With `1` the container cannot write to it. Of `mountoptions` only `nodev`, `noexec` and `nosuid` then count.",
  source: mounting,
  type: "boolean",
  default: "0",
  since: { pve: "4.2" },
};

const shared: PropertyFact = {
  summary:
    "With `1` this directory or device is the same on every node of the cluster, so migration may go ahead. It shares nothing by itself, and volumes of a storage do not need it.",
  source: schema,
  type: "boolean",
  default: "0",
  since: { pve: "4.4" },
};

const mountOptions: PropertyFact = {
  summary:
    "Extra mount options, separated by `;`: `noatime;discard`. A comma ends the property, so `noatime,nodev` makes the whole line wrong.",
  source: `${schema}, run`,
  type: "list",
  format: "mount-options",
  values: ["noatime", "discard", "lazytime", "nodev", "noexec", "nosuid"],
  valuesSince: { discard: { pve: "8.3" }, lazytime: { pve: "7.2" } },
  since: { pve: "6.0" },
};

const accessLists: PropertyFact = {
  summary: "Access control lists on or off. `0` has an effect on ZFS subvolumes only.",
  source: mounting,
  type: "boolean",
  since: { pve: "4.2" },
};

const quota: PropertyFact = {
  summary:
    "Disk quotas for users inside. Stops the start of an unprivileged container, does not work for directories and ZFS subvolumes, nor with pure cgroup v2, so not on Proxmox VE 9.",
  source: `${mounting}; pve-docs, pct.adoc`,
  type: "boolean",
  default: "0",
  only: "privileged",
  since: { pve: "4.2" },
};

const replicate: PropertyFact = {
  summary: "With `0` replication jobs leave it out. A directory of the host needs that, or the job fails.",
  source: schema,
  type: "boolean",
  default: "1",
  since: { pve: "5.0" },
};

const idMap: PropertyFact = {
  summary:
    "Maps user and group ids between the container and this mount: `u:1000:1000:1;g:1000:1000:1` (kind, id in the container, id on disk, count), or `passthrough` for the ids as they are on disk. Ignored in a privileged container.",
  source: `${mounting}, run`,
  type: "string",
  format: "id-map",
  values: ["passthrough"],
  only: "unprivileged",
  since: { pve: "9.2" },
};

/** Properties of `mpN`. */
export const mountPointProperties: Facts<PropertyFact> = {
  volume,
  mp: {
    summary:
      "The path in the container, with a leading slash and without symbolic links. Without it the mount point is left out silently.",
    source: `${mounting}, run`,
    type: "string",
    format: "mount-path",
    required: "reader",
  },
  size,
  backup: {
    summary:
      "With `1` backups contain this volume. Without it they leave it out, which only their log tells. Directories and devices of the host are never backed up.",
    source: schema,
    type: "boolean",
    default: "0",
  },
  shared,
  ro: readOnly,
  mountoptions: mountOptions,
  replicate,
  acl: accessLists,
  quota,
  idmap: idMap,
  keepattrs: {
    summary: "With `1` the mount gets the owner and mode that its directory in the container has.",
    source: mounting,
    type: "boolean",
    default: "0",
    since: { pve: "9.2" },
  },
};

/** Properties of `rootfs`. */
export const rootfsProperties: Facts<PropertyFact> = {
  volume,
  size,
  acl: accessLists,
  mountoptions: mountOptions,
  replicate,
  quota,
  ro: readOnly,
  shared,
  idmap: idMap,
};

/** Properties of `devN`. */
export const deviceProperties: Facts<PropertyFact> = {
  path: {
    summary:
      "The device node on the host, beginning with `/dev/`. It must exist at the start and be a device, not a directory: `/dev/dri/renderD128`, not `/dev/dri`.",
    source: `${passthrough}, run`,
    type: "string",
    format: "device-path",
    isDefault: true,
    required: "start",
    generates: ["lxc.cgroup2.devices.allow = <c|b> <major>:<minor> rw"],
  },
  gid: {
    summary:
      "The group, as numbered in the container, that owns the node: look up `render` or `video` in the container's `/etc/group`, not in the host's.",
    source: passthrough,
    type: "integer",
    minimum: 0,
    default: "0",
  },
  uid: {
    summary: "The user, as numbered in the container, who owns the node.",
    source: passthrough,
    type: "integer",
    minimum: 0,
    default: "0",
  },
  mode: {
    summary: "The node's mode, `0` and three octal digits: `0666`.",
    source: `${passthrough}, run`,
    type: "string",
    format: "octal-mode",
    default: "0660",
  },
  "deny-write": {
    summary:
      "With `1` a privileged container may only read from the device. In an unprivileged one only programs that open it for writing alone are stopped.",
    source: `${passthrough}, run`,
    type: "boolean",
    default: "0",
    since: { pve: "8.3" },
    generates: [
      "lxc.cgroup2.devices.allow = <c|b> <major>:<minor> r",
      "lxc.cgroup2.devices.deny = <c|b> <major>:<minor> w",
    ],
  },
};

/** Properties of `unusedN`. */
export const unusedProperties: Facts<PropertyFact> = {
  volume: {
    summary: "The volume that is not mounted. Nothing else may stand here, no size and no path.",
    source: `${schema}, run`,
    type: "string",
    format: "volume-id",
    isDefault: true,
    required: "reader",
  },
};

/** Parts of `startup`, which is read by an expression of its own: no blanks, no other words. */
export const startupProperties: Facts<PropertyFact> = {
  order: {
    summary: "The place in the order of starting; guests without one come last. Stopping goes backwards.",
    source: "pve-guest-common; pve-container 6.1.10, run",
    type: "integer",
    minimum: 0,
    isDefault: true,
  },
  up: {
    summary: "How many seconds to wait after starting this guest before the next one.",
    source: "pve-guest-common; pve-container 6.1.10, run",
    type: "integer",
    minimum: 0,
    unit: "seconds",
  },
  down: {
    summary: "How many seconds this guest gets to shut down before it is stopped.",
    source: "pve-guest-common; pve-container 6.1.10, run",
    type: "integer",
    minimum: 0,
    unit: "seconds",
  },
};

/** The properties of a key whose value is a property string, by the key's name without its number. */
export const propertyTables: Readonly<Record<string, Facts<PropertyFact>>> = {
  features: featureProperties,
  net: netProperties,
  mp: mountPointProperties,
  rootfs: rootfsProperties,
  dev: deviceProperties,
  unused: unusedProperties,
};
