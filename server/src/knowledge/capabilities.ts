import type { CapabilityFact, Facts } from "./fact.js";

const header = "linux/capability.h; capabilities(7)";
const dropped = "linux/capability.h; capabilities(7); lxc 5.0.2, config/common.conf";

/** The capabilities of Linux as `lxc.cap.drop` and AppArmor spell them, in the kernel's order. */
export const capabilities: Facts<CapabilityFact> = {
  chown: { summary: "Give files to other users and groups.", source: header, number: 0 },
  dac_override: { summary: "Read, write and run any file, whatever its mode says.", source: header, number: 1 },
  dac_read_search: {
    summary: "Read any file and list any directory, whatever its mode says.",
    source: header,
    number: 2,
  },
  fowner: { summary: "Change mode, times and attributes of files that belong to others.", source: header, number: 3 },
  fsetid: { summary: "Keep set-user-ID and set-group-ID bits when a file changes.", source: header, number: 4 },
  kill: { summary: "Send signals to processes of other users.", source: header, number: 5 },
  setgid: { summary: "Change the own groups, as `login`, `su` and most services do.", source: header, number: 6 },
  setuid: { summary: "Change the own user, as `login`, `su` and most services do.", source: header, number: 7 },
  setpcap: { summary: "Hand capabilities on to programs, and take them away for good.", source: header, number: 8 },
  linux_immutable: { summary: "Set the immutable and append-only attributes of files.", source: header, number: 9 },
  net_bind_service: { summary: "Listen on ports below 1024.", source: header, number: 10 },
  net_broadcast: {
    summary: "Broadcast and listen to multicast. The kernel does not ask for it any more.",
    source: header,
    number: 11,
  },
  net_admin: {
    summary: "Configure the network: interfaces, addresses, routes, firewall. VPN and Docker need it.",
    source: header,
    number: 12,
  },
  net_raw: {
    summary: "Use raw and packet sockets, as some `ping` programs and `tcpdump` do.",
    source: header,
    number: 13,
  },
  ipc_lock: { summary: "Lock memory against being swapped out, without limit.", source: header, number: 14 },
  ipc_owner: { summary: "Use System V shared memory, semaphores and queues of others.", source: header, number: 15 },
  sys_module: {
    summary: "Load and remove kernel modules, of the host's kernel. LXC takes it from privileged containers.",
    source: dropped,
    number: 16,
    droppedByDefault: true,
  },
  sys_rawio: {
    summary:
      "Talk to hardware directly: I/O ports, memory, raw disk commands. LXC takes it from privileged containers.",
    source: dropped,
    number: 17,
    droppedByDefault: true,
  },
  sys_chroot: { summary: "Use `chroot`, and enter mount namespaces.", source: header, number: 18 },
  sys_ptrace: { summary: "Look into and trace processes of other users.", source: header, number: 19 },
  sys_pacct: { summary: "Switch process accounting on and off.", source: header, number: 20 },
  sys_admin: {
    summary:
      "Mount, make namespaces, and very much else: nearly root. Most containers with systemd do not start without it.",
    source: header,
    number: 21,
  },
  sys_boot: { summary: "Reboot, which in a container restarts the container.", source: header, number: 22 },
  sys_nice: { summary: "Raise priorities, use real-time scheduling, choose CPUs.", source: header, number: 23 },
  sys_resource: { summary: "Go beyond resource limits and disk quotas.", source: header, number: 24 },
  sys_time: {
    summary: "Set the clock, which is the host's. LXC takes it from privileged containers.",
    source: dropped,
    number: 25,
    droppedByDefault: true,
  },
  sys_tty_config: { summary: "Hang up and configure terminals.", source: header, number: 26 },
  mknod: { summary: "Make device nodes.", source: header, number: 27 },
  lease: { summary: "Be told when others open a file.", source: header, number: 28 },
  audit_write: { summary: "Write into the kernel's audit log, as logins do.", source: header, number: 29 },
  audit_control: { summary: "Configure the kernel's audit log.", source: header, number: 30 },
  setfcap: {
    summary: "Give capabilities to program files, as some packages do when installed.",
    source: header,
    number: 31,
  },
  mac_override: {
    summary: "Pass over the rules of a security module such as Smack. LXC takes it from privileged containers.",
    source: dropped,
    number: 32,
    droppedByDefault: true,
  },
  mac_admin: {
    summary: "Change the rules of a security module such as AppArmor. LXC takes it from privileged containers.",
    source: dropped,
    number: 33,
    droppedByDefault: true,
  },
  syslog: { summary: "Read and clear the kernel's log, which is the host's.", source: header, number: 34 },
  wake_alarm: { summary: "Set timers that wake the machine up.", source: header, number: 35 },
  block_suspend: { summary: "Keep the machine from going to sleep.", source: header, number: 36 },
  audit_read: { summary: "Read the kernel's audit log.", source: header, number: 37 },
  perfmon: { summary: "Measure performance with `perf` and the like. From kernel 5.8 on.", source: header, number: 38 },
  bpf: { summary: "Load BPF programs into the kernel. From kernel 5.8 on.", source: header, number: 39 },
  checkpoint_restore: {
    summary: "Save and restore running processes. From kernel 5.9 on.",
    source: header,
    number: 40,
  },
};
