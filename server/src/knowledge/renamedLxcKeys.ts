import type { Facts, RenamedLxcKeyFact } from "./fact.js";

const renamed =
  "liblxc 6.0.6 and 5.0.2 refuse it, loaded; pve-container 6.1.10, src/PVE/LXC/Config.pm, warns and passes it on, run";
const droppedToo = "liblxc 6.0.6 and 5.0.2 refuse it, loaded; pve-container 6.1.10, src/PVE/LXC/Config.pm, drops it";

/**
 * Keys of liblxc up to 2.1 that today's liblxc refuses, together with the whole config. Proxmox calls most of them
 * deprecated and passes them on unchanged, so its warning is really an error.
 */
export const renamedLxcKeys: Facts<RenamedLxcKeyFact> = {
  "lxc.aa_profile": {
    summary: "The AppArmor profile; now `lxc.apparmor.profile`.",
    source: renamed,
    now: "lxc.apparmor.profile",
    proxmox: "deprecated",
  },
  "lxc.id_map": {
    summary:
      "A range of mapped ids; now `lxc.idmap`. Under the old name Proxmox does not see the map and adds its own.",
    source: renamed,
    now: "lxc.idmap",
    proxmox: "deprecated",
  },
  "lxc.network.type": {
    summary: "The kind of interface; now `lxc.net.N.type`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.type",
    proxmox: "deprecated",
  },
  "lxc.network.link": {
    summary: "The bridge of the host; now `lxc.net.N.link`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.link",
    proxmox: "deprecated",
  },
  "lxc.network.flags": {
    summary: "Brings the interface up; now `lxc.net.N.flags`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.flags",
    proxmox: "deprecated",
  },
  "lxc.network.name": {
    summary: "The interface's name in the container; now `lxc.net.N.name`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.name",
    proxmox: "deprecated",
  },
  "lxc.network.hwaddr": {
    summary: "The MAC address; now `lxc.net.N.hwaddr`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.hwaddr",
    proxmox: "deprecated",
  },
  "lxc.network.mtu": {
    summary: "The largest packet; now `lxc.net.N.mtu`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.mtu",
    proxmox: "deprecated",
  },
  "lxc.network.ipv4": {
    summary: "An IPv4 address; now `lxc.net.N.ipv4.address`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.ipv4.address",
    proxmox: "deprecated",
  },
  "lxc.network.ipv4.gateway": {
    summary: "The IPv4 gateway; now `lxc.net.N.ipv4.gateway`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.ipv4.gateway",
    proxmox: "deprecated",
  },
  "lxc.network.ipv6": {
    summary: "An IPv6 address; now `lxc.net.N.ipv6.address`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.ipv6.address",
    proxmox: "deprecated",
  },
  "lxc.network.ipv6.gateway": {
    summary: "The IPv6 gateway; now `lxc.net.N.ipv6.gateway`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.ipv6.gateway",
    proxmox: "deprecated",
  },
  "lxc.network.script.up": {
    summary: "A command when the interface has been made; now `lxc.net.N.script.up`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.script.up",
    proxmox: "deprecated",
  },
  "lxc.network.script.down": {
    summary: "A command before the interface is removed; now `lxc.net.N.script.down`, with the interface's number.",
    source: renamed,
    now: "lxc.net.N.script.down",
    proxmox: "deprecated",
  },
  "lxc.network.veth.pair": {
    summary: "The interface's end on the host; now `lxc.net.N.veth.pair`, with the interface's number.",
    source: droppedToo,
    now: "lxc.net.N.veth.pair",
    proxmox: "dropped",
  },
  "lxc.network.macvlan.mode": {
    summary:
      "How interfaces on one link talk to each other; now `lxc.net.N.macvlan.mode`, with the interface's number.",
    source: droppedToo,
    now: "lxc.net.N.macvlan.mode",
    proxmox: "dropped",
  },
  "lxc.network.vlan.id": {
    summary: "The VLAN of the interface; now `lxc.net.N.vlan.id`, with the interface's number.",
    source: droppedToo,
    now: "lxc.net.N.vlan.id",
    proxmox: "dropped",
  },
  "lxc.network": {
    summary: "Forgot all interfaces; now an empty `lxc.net`, which Proxmox drops too.",
    source: droppedToo,
    now: "lxc.net",
    proxmox: "dropped",
  },
  "lxc.utsname": {
    summary: "The host name; now `lxc.uts.name`. In a CT config write `hostname`.",
    source: renamed,
    now: "lxc.uts.name",
    proxmox: "deprecated",
  },
  "lxc.mount": {
    summary: "A file with mount entries; now `lxc.mount.fstab`. For a single mount the key is `lxc.mount.entry`.",
    source: renamed,
    now: "lxc.mount.fstab",
    proxmox: "deprecated",
  },
  "lxc.rootfs": {
    summary: "The root file system; now `lxc.rootfs.path`. In a CT config write `rootfs`.",
    source: droppedToo,
    now: "lxc.rootfs.path",
    proxmox: "dropped",
  },
  "lxc.limit.*": {
    summary: "A resource limit; now `lxc.prlimit.` with the same name and value.",
    source: renamed,
    now: "lxc.prlimit.*",
    proxmox: "deprecated",
  },
  "lxc.init_cmd": {
    summary: "The command of the first process; now `lxc.init.cmd`. The manual of Proxmox still shows the old name.",
    source: renamed,
    now: "lxc.init.cmd",
    proxmox: "deprecated",
  },
  "lxc.seccomp": {
    summary: "The file with the system call filter; now `lxc.seccomp.profile`.",
    source: renamed,
    now: "lxc.seccomp.profile",
    proxmox: "deprecated",
  },
  "lxc.tty": {
    summary: "How many terminals there are; now `lxc.tty.max`. In a CT config write `tty`.",
    source: renamed,
    now: "lxc.tty.max",
    proxmox: "deprecated",
  },
  "lxc.pts": {
    summary: "How many pseudo-terminals there may be; now `lxc.pty.max`.",
    source: renamed,
    now: "lxc.pty.max",
    proxmox: "deprecated",
  },
  "lxc.console": {
    summary: "The device of the console; now `lxc.console.path`. In a CT config write `console`.",
    source: renamed,
    now: "lxc.console.path",
    proxmox: "deprecated",
  },
  "lxc.devttydir": {
    summary: "The directory of the terminals below `/dev`; now `lxc.tty.dir`, which Proxmox drops.",
    source: renamed,
    now: "lxc.tty.dir",
    proxmox: "deprecated",
  },
  "lxc.aa_allow_incomplete": {
    summary: "Starts without AppArmor's mount rules; now `lxc.apparmor.allow_incomplete`.",
    source: renamed,
    now: "lxc.apparmor.allow_incomplete",
    proxmox: "deprecated",
  },
  "lxc.se_context": {
    summary: "The SELinux context; now `lxc.selinux.context`.",
    source: renamed,
    now: "lxc.selinux.context",
    proxmox: "deprecated",
  },
  "lxc.haltsignal": {
    summary: "The signal for shutting down; now `lxc.signal.halt`.",
    source: renamed,
    now: "lxc.signal.halt",
    proxmox: "deprecated",
  },
  "lxc.rebootsignal": {
    summary: "The signal for rebooting; now `lxc.signal.reboot`.",
    source: renamed,
    now: "lxc.signal.reboot",
    proxmox: "deprecated",
  },
  "lxc.stopsignal": {
    summary: "The signal for stopping by force; now `lxc.signal.stop`.",
    source: renamed,
    now: "lxc.signal.stop",
    proxmox: "deprecated",
  },
  "lxc.loglevel": {
    summary: "The priority from which on messages are logged; now `lxc.log.level`.",
    source: renamed,
    now: "lxc.log.level",
    proxmox: "deprecated",
  },
  "lxc.logfile": {
    summary: "The log file; now `lxc.log.file`.",
    source: renamed,
    now: "lxc.log.file",
    proxmox: "deprecated",
  },
  "lxc.syslog": {
    summary: "The facility of syslog; now `lxc.log.syslog`, which Proxmox drops too.",
    source: droppedToo,
    now: "lxc.log.syslog",
    proxmox: "dropped",
  },
  "lxc.init_uid": {
    summary: "The user of the first process; now `lxc.init.uid`.",
    source: droppedToo,
    now: "lxc.init.uid",
    proxmox: "dropped",
  },
  "lxc.init_gid": {
    summary: "The group of the first process; now `lxc.init.gid`.",
    source: droppedToo,
    now: "lxc.init.gid",
    proxmox: "dropped",
  },
  "lxc.rootfs.backend": {
    summary: "The kind of the root file system; now a word before the path in `lxc.rootfs.path`, such as `zfs:`.",
    source: droppedToo,
    now: "lxc.rootfs.path",
    proxmox: "dropped",
  },
  "lxc.pivotdir": {
    summary: "A directory for the old root while the root is changed. Nothing replaces it; delete the line.",
    source: droppedToo,
    proxmox: "dropped",
  },
};
