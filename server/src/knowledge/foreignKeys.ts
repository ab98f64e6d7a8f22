import type { Facts, ForeignKeyFact } from "./fact.js";

const qemu = "qemu-server, src/PVE/QemuServer.pm; pve-container 6.1.10 does not know it: `unknown setting`";
const pct =
  "pve-container 6.1.10, src/PVE/API2/LXC.pm and src/PVE/CLI/pct.pm; the reader does not know it: `unknown setting`";
const status = "pve-container 6.1.10, src/PVE/LXC.pm (vmstatus); found in published configs";
const openvz = "OpenVZ, ctid.conf(5); old Proxmox VE up to 3.4";
const lxd = "LXD and Incus, instance options; found in published configs";
const invented = "found in published configs and in the questions of users; pve-container 6.1.10 does not know it";

/**
 * Words that people write as keys of a CT config although they belong elsewhere. Proxmox keeps such a line with a
 * warning, or drops it when it has not the form of a key; it never has an effect. Keys with a number stand without it.
 */
export const foreignKeys: Facts<ForeignKeyFact> = {
  name: {
    summary: "The name of a virtual machine. A container's is `hostname`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "hostname",
  },
  cpu: {
    summary: "The processor model of a virtual machine. A container sees the host's; the number of CPUs is `cores`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "cores",
  },
  sockets: {
    summary: "The processor sockets of a virtual machine. A container has only `cores`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "cores",
  },
  vcpus: {
    summary: "The processors that a virtual machine starts with. A container has only `cores`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "cores",
  },
  cpus: {
    summary: "No key of Proxmox: the number of CPUs is `cores`.",
    source: invented,
    instead: "cores",
  },
  boot: {
    summary: "The boot order of a virtual machine. A container's root file system is `rootfs`.",
    source: qemu,
    belongsTo: "QEMU",
  },
  bootdisk: {
    summary: "The disk that a virtual machine boots from. A container's is `rootfs`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "rootfs",
  },
  bios: { summary: "The firmware of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  machine: { summary: "The machine type of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  agent: {
    summary: "The guest agent of a virtual machine. A container needs none: `pct exec` reaches into it.",
    source: qemu,
    belongsTo: "QEMU",
  },
  scsihw: {
    summary: "The SCSI controller of a virtual machine. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  scsi: {
    summary: "A disk of a virtual machine. A container has `rootfs` and `mpN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "mp",
  },
  virtio: {
    summary: "A disk of a virtual machine. A container has `rootfs` and `mpN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "mp",
  },
  sata: {
    summary: "A disk of a virtual machine. A container has `rootfs` and `mpN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "mp",
  },
  ide: {
    summary: "A disk of a virtual machine. A container has `rootfs` and `mpN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "mp",
  },
  virtiofs: {
    summary: "A shared directory of a virtual machine. A container takes it as `mpN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "mp",
  },
  cdrom: { summary: "The CD of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  efidisk: {
    summary: "The EFI variables of a virtual machine. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  tpmstate: { summary: "The TPM of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  vga: {
    summary: "The graphics card of a virtual machine. A container uses the host's through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  hostpci: {
    summary:
      "A PCI device handed to a virtual machine. A container uses the device nodes of the host's driver through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  usb: {
    summary: "A USB device handed to a virtual machine. A container uses the device node through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  serial: {
    summary: "A serial port of a virtual machine. A container uses the device node through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  parallel: {
    summary: "A parallel port of a virtual machine. A container uses the device node through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  vmgenid: {
    summary: "The generation id of a virtual machine. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  smbios: {
    summary: "The hardware description of a virtual machine. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  meta: {
    summary: "How a virtual machine was created. A container has no such line.",
    source: qemu,
    belongsTo: "QEMU",
  },
  numa: { summary: "NUMA in a virtual machine. A container sees the host's.", source: qemu, belongsTo: "QEMU" },
  balloon: {
    summary: "The least memory of a virtual machine. A container has only `memory`, which it does not reserve.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "memory",
  },
  shares: {
    summary: "The share of memory of a virtual machine. A container has none; the share of CPU time is `cpuunits`.",
    source: qemu,
    belongsTo: "QEMU",
  },
  kvm: {
    summary: "Hardware virtualisation of a virtual machine. A container does not use it.",
    source: qemu,
    belongsTo: "QEMU",
  },
  args: {
    summary: "Arguments for QEMU. Raw settings of a container are `lxc.…` lines.",
    source: qemu,
    belongsTo: "QEMU",
  },
  hotplug: {
    summary: "What a virtual machine can change while it runs. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  acpi: { summary: "ACPI in a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  tablet: { summary: "The pointer of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  keyboard: {
    summary: "The keyboard layout of a virtual machine's screen. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  localtime: {
    summary: "The clock of a virtual machine. A container has the host's; see `timezone`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "timezone",
  },
  startdate: {
    summary: "The clock of a virtual machine. A container has the host's.",
    source: qemu,
    belongsTo: "QEMU",
  },
  freeze: { summary: "Starts a virtual machine halted. A container has no such key.", source: qemu, belongsTo: "QEMU" },
  watchdog: { summary: "The watchdog of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  rng: {
    summary: "The random generator of a virtual machine. A container uses the host's.",
    source: qemu,
    belongsTo: "QEMU",
  },
  audio: {
    summary: "The sound card of a virtual machine. A container uses the host's through `devN`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "dev",
  },
  ivshmem: {
    summary: "Shared memory of a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  spice_enhancements: {
    summary: "The SPICE screen of a virtual machine. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  affinity: {
    summary: "The host's CPUs of a virtual machine. Write `lxc.cgroup2.cpuset.cpus: 0-3` instead.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "lxc.cgroup2.cpuset.cpus",
  },
  hugepages: {
    summary: "Memory in large pages for a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  keephugepages: {
    summary: "Memory in large pages for a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  autostart: {
    summary: "Restart after a crash, of a virtual machine. A container starts at boot with `onboot`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "onboot",
  },
  reboot: {
    summary: "Whether a virtual machine may reboot. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  migrate_downtime: {
    summary: "Live migration of a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  migrate_speed: {
    summary: "Live migration of a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  vmstate: { summary: "The saved memory of a virtual machine. A container has none.", source: qemu, belongsTo: "QEMU" },
  vmstatestorage: {
    summary: "Where the memory of a virtual machine is saved. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  runningmachine: {
    summary: "Kept with a virtual machine's snapshot. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  runningcpu: {
    summary: "Kept with a virtual machine's snapshot. A container has none.",
    source: qemu,
    belongsTo: "QEMU",
  },
  tdf: { summary: "The clock of a virtual machine. A container has no such key.", source: qemu, belongsTo: "QEMU" },
  ipconfig: {
    summary: "The addresses of a virtual machine, by cloud-init. A container has them in `netN`: `ip=…,gw=…`.",
    source: qemu,
    belongsTo: "QEMU",
    instead: "net",
  },
  ciuser: {
    summary: "The user of a virtual machine, by cloud-init. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  cipassword: {
    summary: "The password of a virtual machine, by cloud-init. A container's is given to `pct create` only.",
    source: qemu,
    belongsTo: "QEMU",
  },
  citype: { summary: "The format of cloud-init. A container has no such key.", source: qemu, belongsTo: "QEMU" },
  cicustom: { summary: "Files for cloud-init. A container has no such key.", source: qemu, belongsTo: "QEMU" },
  ciupgrade: { summary: "Upgrades by cloud-init. A container has no such key.", source: qemu, belongsTo: "QEMU" },
  sshkeys: {
    summary:
      "The SSH keys of a virtual machine, by cloud-init. A container's are given to `pct create --ssh-public-keys` only.",
    source: qemu,
    belongsTo: "QEMU",
  },
  allow_ksm: {
    summary: "Sharing of equal memory, of a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  amd_sev: {
    summary: "Encrypted memory of a virtual machine. A container has no such key.",
    source: qemu,
    belongsTo: "QEMU",
  },
  vmid: { summary: "The number of the guest. It is the name of the file, not a key.", source: pct, belongsTo: "pct" },
  ostemplate: {
    summary: "The template of `pct create`. In an existing container it means nothing.",
    source: pct,
    belongsTo: "pct",
  },
  storage: {
    summary: "The storage that `pct create` puts the volumes on. In the config it is the first word of `rootfs`.",
    source: pct,
    belongsTo: "pct",
    instead: "rootfs",
  },
  password: {
    summary: "The root password for `pct create`. It is set inside and never kept in the config.",
    source: pct,
    belongsTo: "pct",
  },
  "ssh-public-keys": {
    summary: "SSH keys for `pct create`. They are written into the container, not kept in the config.",
    source: pct,
    belongsTo: "pct",
  },
  force: {
    summary: "An option of `pct create` and `pct destroy`. The config does not keep it.",
    source: pct,
    belongsTo: "pct",
  },
  restore: { summary: "An option of `pct create`. The config does not keep it.", source: pct, belongsTo: "pct" },
  start: {
    summary: "An option of `pct create`: start it now. At boot it starts with `onboot`.",
    source: pct,
    belongsTo: "pct",
    instead: "onboot",
  },
  pool: {
    summary: "The resource pool. It is kept in `/etc/pve/user.cfg`, not in the config.",
    source: pct,
    belongsTo: "pct",
  },
  bwlimit: { summary: "The speed limit of one job. The config does not keep it.", source: pct, belongsTo: "pct" },
  unique: {
    summary: "An option of `pct restore`: new MAC addresses. The config does not keep it.",
    source: pct,
    belongsTo: "pct",
  },
  "ignore-unpack-errors": {
    summary: "An option of `pct create`. The config does not keep it.",
    source: pct,
    belongsTo: "pct",
  },
  "ha-managed": {
    summary: "An option of `pct create`. High availability is kept in `/etc/pve/ha/resources.cfg`.",
    source: pct,
    belongsTo: "pct",
  },
  revert: {
    summary: "An option of `pct set`: forget pending changes. The config does not keep it.",
    source: pct,
    belongsTo: "pct",
  },
  digest: {
    summary: "A check of `pct set` against changes in between. The config does not keep it.",
    source: `${pct}; run`,
    belongsTo: "API",
  },
  skiplock: { summary: "An option of `pct start`. The config does not keep it.", source: pct, belongsTo: "pct" },
  node: {
    summary: "The host of the guest. It is the directory of the file, not a key.",
    source: pct,
    belongsTo: "API",
  },
  newid: { summary: "An option of `pct clone`. The config does not keep it.", source: pct, belongsTo: "pct" },
  full: { summary: "An option of `pct clone`. The config does not keep it.", source: pct, belongsTo: "pct" },
  target: { summary: "An option of `pct migrate`. The config does not keep it.", source: pct, belongsTo: "pct" },
  status: { summary: "Output of `pct status`. The config does not keep it.", source: status, belongsTo: "pct" },
  uptime: {
    summary: "Output of `pct status --verbose`. The config does not keep it.",
    source: status,
    belongsTo: "pct",
  },
  maxmem: {
    summary: "Output of the API, in bytes. The limit is `memory`, in MiB.",
    source: status,
    belongsTo: "API",
    instead: "memory",
  },
  maxswap: {
    summary: "Output of the API, in bytes. The limit is `swap`, in MiB.",
    source: status,
    belongsTo: "API",
    instead: "swap",
  },
  maxdisk: {
    summary: "Output of the API, in bytes. The size stands in `rootfs`.",
    source: status,
    belongsTo: "API",
    instead: "rootfs",
  },
  mem: {
    summary: "Output of the API: memory in use. The limit is `memory`.",
    source: status,
    belongsTo: "API",
    instead: "memory",
  },
  ip: {
    summary: "No key of its own: the address is a part of `netN`, `ip=192.0.2.5/24`.",
    source: invented,
    instead: "net",
  },
  gateway: {
    summary: "No key of its own: the gateway is a part of `netN`, `gw=192.0.2.1`.",
    source: invented,
    instead: "net",
  },
  gw: {
    summary: "No key of its own: it is a part of `netN`, `gw=192.0.2.1`.",
    source: invented,
    instead: "net",
  },
  bridge: {
    summary: "No key of its own: it is a part of `netN`, `bridge=vmbr0`.",
    source: invented,
    instead: "net",
  },
  hwaddr: {
    summary: "No key of its own: it is a part of `netN`, `hwaddr=BC:24:11:…`.",
    source: invented,
    instead: "net",
  },
  firewall: {
    summary: "No key of its own: it is a part of `netN`, `firewall=1`.",
    source: invented,
    instead: "net",
  },
  vlan: {
    summary: "No key of its own: it is a part of `netN`, `tag=10`.",
    source: invented,
    instead: "net",
  },
  eth: {
    summary: "No key of Proxmox: interfaces are `net0`, `net1` and so on.",
    source: invented,
    instead: "net",
  },
  network: {
    summary: "No key of Proxmox: interfaces are `net0`, `net1` and so on.",
    source: invented,
    instead: "net",
  },
  dns: {
    summary: "No key of Proxmox: DNS servers are `nameserver`.",
    source: invented,
    instead: "nameserver",
  },
  nameservers: {
    summary: "No key of Proxmox: DNS servers are `nameserver`, several of them in one line.",
    source: invented,
    instead: "nameserver",
  },
  domain: {
    summary: "No key of Proxmox: it is `searchdomain`.",
    source: invented,
    instead: "searchdomain",
  },
  disk: {
    summary: "No key of Proxmox: the size is a part of `rootfs`, and `pct resize` changes it.",
    source: invented,
    instead: "rootfs",
  },
  size: {
    summary: "No key of its own: it is a part of `rootfs` and `mpN`, and `pct resize` changes it.",
    source: invented,
    instead: "rootfs",
  },
  ram: {
    summary: "No key of Proxmox: the limit is `memory`, in MiB.",
    source: invented,
    instead: "memory",
  },
  core: { summary: "No key of Proxmox: it is `cores`.", source: invented, instead: "cores" },
  os: { summary: "No key of Proxmox: it is `ostype`.", source: invented, instead: "ostype" },
  notes: {
    summary: "The web interface's word. In the file notes are `#` lines at the top.",
    source: invented,
    instead: "description",
  },
  comment: {
    summary: "No key of Proxmox: notes are `#` lines at the top.",
    source: invented,
    instead: "description",
  },
  privileged: {
    summary: "No key of Proxmox: it is `unprivileged`, the other way round.",
    source: invented,
    instead: "unprivileged",
  },
  nesting: {
    summary: "No key of its own: it is a part of `features`, `nesting=1`.",
    source: invented,
    instead: "features",
  },
  keyctl: {
    summary: "No key of its own: it is a part of `features`, `keyctl=1`.",
    source: invented,
    instead: "features",
  },
  fuse: {
    summary: "No key of its own: it is a part of `features`, `fuse=1`.",
    source: invented,
    instead: "features",
  },
  mknod: {
    summary: "No key of its own: it is a part of `features`, `mknod=1`.",
    source: invented,
    instead: "features",
  },
  mount: {
    summary:
      "No key of its own: directories and volumes are `mpN`; file systems that may be mounted inside are `features: mount=…`.",
    source: invented,
    instead: "mp",
  },
  backup: {
    summary: "No key of its own: it is a part of `mpN`, `backup=1`.",
    source: invented,
    instead: "mp",
  },
  device: { summary: "No key of Proxmox: it is `devN`.", source: invented, instead: "dev" },
  apparmor: {
    summary: "No key of Proxmox: the profile is `lxc.apparmor.profile`.",
    source: invented,
    instead: "lxc.apparmor.profile",
  },
  VE_ROOT: {
    summary: "OpenVZ: where the container is mounted. Proxmox VE 4.0 left OpenVZ.",
    source: openvz,
    belongsTo: "OpenVZ",
  },
  VE_PRIVATE: {
    summary: "OpenVZ: the container's files. Today it is `rootfs`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "rootfs",
  },
  PRIVVMPAGES: {
    summary: "OpenVZ: a memory limit in pages. Today it is `memory`, in MiB.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "memory",
  },
  PHYSPAGES: {
    summary: "OpenVZ: a memory limit in pages. Today it is `memory`, in MiB.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "memory",
  },
  SWAPPAGES: {
    summary: "OpenVZ: a swap limit in pages. Today it is `swap`, in MiB.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "swap",
  },
  DISKSPACE: {
    summary: "OpenVZ: the size of the disk. Today it is a part of `rootfs`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "rootfs",
  },
  QUOTAUGIDLIMIT: {
    summary: "OpenVZ: disk quotas of users. Proxmox VE 4.0 left OpenVZ.",
    source: openvz,
    belongsTo: "OpenVZ",
  },
  CPUUNITS: {
    summary: "OpenVZ: the share of CPU time. Today it is `cpuunits`, on another scale.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "cpuunits",
  },
  CPULIMIT: {
    summary: "OpenVZ: a CPU limit in percent. Today it is `cpulimit`, in CPUs.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "cpulimit",
  },
  CPUS: {
    summary: "OpenVZ: the number of CPUs. Today it is `cores`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "cores",
  },
  ONBOOT: {
    summary: "OpenVZ: start at boot. Today it is `onboot`, in lower case.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "onboot",
  },
  HOSTNAME: {
    summary: "OpenVZ: the host name. Today it is `hostname`, in lower case.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "hostname",
  },
  IP_ADDRESS: {
    summary: "OpenVZ: the addresses. Today it is a part of `netN`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "net",
  },
  NETIF: {
    summary: "OpenVZ: the interfaces. Today it is `netN`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "net",
  },
  NAMESERVER: {
    summary: "OpenVZ: the DNS servers. Today it is `nameserver`, in lower case.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "nameserver",
  },
  SEARCHDOMAIN: {
    summary: "OpenVZ: the search domains. Today it is `searchdomain`, in lower case.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "searchdomain",
  },
  OSTEMPLATE: {
    summary: "OpenVZ: the template. Proxmox keeps only `ostype`.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "ostype",
  },
  FEATURES: {
    summary: "OpenVZ: features of the container. Today it is `features`, with other words.",
    source: openvz,
    belongsTo: "OpenVZ",
    instead: "features",
  },
  "linux.kernel_modules": {
    summary: "An option of LXD. On Proxmox modules are loaded on the host, by `/etc/modules`.",
    source: lxd,
    belongsTo: "LXD",
  },
  "security.nesting": {
    summary: "An option of LXD. On Proxmox it is `features: nesting=1`.",
    source: lxd,
    belongsTo: "LXD",
    instead: "features",
  },
  "security.privileged": {
    summary: "An option of LXD. On Proxmox it is `unprivileged`, the other way round.",
    source: lxd,
    belongsTo: "LXD",
    instead: "unprivileged",
  },
  "security.syscalls.intercept.mknod": {
    summary: "An option of LXD. On Proxmox it is `features: mknod=1`.",
    source: lxd,
    belongsTo: "LXD",
    instead: "features",
  },
  "limits.memory": {
    summary: "An option of LXD. On Proxmox it is `memory`, in MiB.",
    source: lxd,
    belongsTo: "LXD",
    instead: "memory",
  },
  "limits.cpu": {
    summary: "An option of LXD. On Proxmox it is `cores`.",
    source: lxd,
    belongsTo: "LXD",
    instead: "cores",
  },
  "raw.lxc": {
    summary: "An option of LXD. On Proxmox `lxc.…` lines stand in the config as they are.",
    source: lxd,
    belongsTo: "LXD",
  },
};
