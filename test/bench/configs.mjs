// @ts-check

/** @param {number} id */
const settings = (id) => `arch: amd64
cores: 2
features: keyctl=1,nesting=1
hostname: ct${id}
memory: ${512 + id}
mp0: local-lvm:vm-${100 + id}-disk-1,mp=/srv/data,backup=1,size=8G
net0: name=eth0,bridge=vmbr0,firewall=1,gw=10.0.0.1,hwaddr=BC:24:11:00:00:${(id % 256).toString(16).padStart(2, "0").toUpperCase()},ip=10.0.0.${(id % 250) + 2}/24,type=veth
onboot: 1
ostype: debian
rootfs: local-lvm:vm-${100 + id}-disk-0,size=8G
swap: 512
unprivileged: 1
`;

/** What a config of a real container has below its settings, with one line that does not start. */
const raw = `lxc.apparmor.profile: unconfined
lxc.cgroup2.devices.allow: c 10:200 rwm
lxc.cgroup2.devices.allow: c 226:128 rwm
lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file
lxc.mount.entry: /dev/dri/renderD128 dev/dri/renderD128 none bind,optional,create=file
lxc.mount.entry: /dev/fuse
lxc.idmap: u 0 100000 1000
lxc.idmap: g 0 100000 1000
lxc.idmap: u 1000 1000 1
lxc.idmap: g 1000 1000 1
lxc.idmap: u 1001 101001 64535
lxc.idmap: g 1001 101001 64535
`;

/** A config of 25 lines, as people have them. */
export const typical = `# made up\n${settings(0)}${raw}`;

/**
 * A config of so many lines: the typical one, and snapshots of it below.
 * @param {number} lines
 */
export function configOf(lines) {
  let text = typical;
  for (let id = 1; text.split("\n").length <= lines; id++) {
    text += `\n[snap${id}]\n${settings(id)}snaptime: ${1_700_000_000 + id}\n`;
  }
  return `${text.split("\n").slice(0, lines).join("\n")}\n`;
}

/**
 * A config of 14 lines and 450 bytes, another one for each number; every tenth has a line that does not start.
 * @param {number} id
 */
export function smallConfigOf(id) {
  const entry = id % 10 === 0 ? "/dev/fuse" : "/dev/dri/card0 dev/dri/card0 none bind,optional,create=file";
  return `${settings(id)}lxc.cgroup2.devices.allow: c 226:${id % 256} rwm\nlxc.mount.entry: ${entry}\n`;
}

/**
 * A native config about as long as the one that Proxmox writes, another one for each number.
 * @param {number} id
 */
export function nativeConfigOf(id) {
  return `lxc.arch = x86_64
lxc.uts.name = ct${id}
lxc.tty.max = 2
lxc.environment = TERM=linux
lxc.rootfs.path = dir:/var/lib/lxc/ct${id}/rootfs
lxc.monitor.unshare = 1
lxc.mount.auto = sys:mixed
lxc.idmap = u 0 100000 65536
lxc.idmap = g 0 100000 65536
lxc.cgroup2.memory.max = ${(512 + id) * 1048576}
lxc.cgroup2.devices.allow = c 226:${id % 256} rwm
lxc.mount.entry = /dev/dri/card0 dev/dri/card0 none bind,optional,create=file
lxc.net.0.type = veth
lxc.net.0.veth.pair = veth${id}i0
lxc.net.0.hwaddr = BC:24:11:00:00:${(id % 256).toString(16).padStart(2, "0").toUpperCase()}
lxc.net.0.name = eth0
lxc.cap.drop = sys_module
lxc.apparmor.profile = unconfined
`;
}
