import { devices } from "../knowledge/devices.js";
import { isDigit } from "../syntax/characters.js";

/** What a target has to be so that a source can be mounted onto it. Everything but a directory is mounted onto a file. */
export type FileKind = "dir" | "file";

/** Directories of every Debian, and so of every Proxmox host. Source: Filesystem Hierarchy Standard 3.0; Debian 12 and 13. */
const hostDirectories = new Set(
  `/ /bin /boot /dev /etc /home /lib /media /mnt /mnt/pve /opt /proc /root /run /sbin /srv /sys /tmp /usr /var /etc/pve /etc/ssl
  /etc/ssl/certs /run/udev /run/dbus /sys/fs/cgroup /sys/fs/fuse/connections /sys/kernel /sys/kernel/debug /sys/kernel/security
  /sys/kernel/tracing /sys/module /usr/bin /usr/lib /usr/local /usr/share /usr/src /var/cache /var/lib /var/lib/vz /var/log /var/tmp
  /lib/modules /usr/lib/modules /lib/firmware /usr/lib/firmware`.split(/\s+/),
);

/** Files that every such host has, and sockets whose place is fixed. */
const hostFiles = new Set(
  `/etc/hostname /etc/hosts /etc/localtime /etc/machine-id /etc/passwd /etc/group /etc/resolv.conf /etc/timezone /var/run/docker.sock
  /run/docker.sock /run/dbus/system_bus_socket /proc/cpuinfo /proc/meminfo /proc/stat /proc/uptime /proc/swaps /proc/diskstats
  /proc/loadavg /proc/config.gz`.split(/\s+/),
);

/** Directories that udev and the kernel make below `/dev`; what is in them is a node or a link to one. Source: systemd 252, rules.d; kernel devtmpfs. */
const deviceDirectories = new Set(
  `accel block bus bus/usb char cpu disk disk/by-id disk/by-label disk/by-partlabel disk/by-partuuid disk/by-path disk/by-uuid dma_heap
  dri dri/by-path dvb hugepages infiniband input input/by-id input/by-path mapper mqueue net nvidia-caps pts serial serial/by-id
  serial/by-path shm snd snd/by-id snd/by-path usb v4l v4l/by-id v4l/by-path vfio`.split(/\s+/),
);

const otherNodes =
  "i2c-0 loop0 lp0 nvme0 port ptmx sda sda1 sdb sdb1 sdc sdc1 sdd sdd1 ttyAMA0 usbmon0 vda vda1 vdb vdb1 zfs".split(
    " ",
  );

/** Nodes by their path below `/dev`; `ttyUSB0` stands for all with a number. */
const deviceNodes = new Set([
  ...devices.map(({ path }) => path.slice("/dev/".length).replace("*", "0")).filter((path) => path !== "sd0"),
  ...otherNodes,
]);

const numberedNodes = new Set([...deviceNodes].map(withoutNumber).filter((name) => !deviceNodes.has(name)));

/** Whether a path of the host is a directory or something else; undefined when its name does not tell. */
export function kindOfHostPath(path: string): FileKind | undefined {
  if (path.length > 1 && path.endsWith("/")) return "dir";
  if (hostDirectories.has(path)) return "dir";
  if (hostFiles.has(path)) return "file";
  if (path.startsWith("/dev/")) return kindOfDevice(path.slice("/dev/".length));
  // A storage of Proxmox is mounted here under its name.
  if (path.startsWith("/mnt/pve/") && !path.includes("/", "/mnt/pve/".length)) return "dir";
  return undefined;
}

/** What a path most likely is: a node below `/dev`, a file when its name has an ending, else a directory. */
export function likelyKindOfHostPath(path: string): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return kindOfHostPath(path) ?? (path.startsWith("/dev/") || name.lastIndexOf(".") > 0 ? "file" : "dir");
}

function kindOfDevice(path: string): FileKind | undefined {
  if (deviceDirectories.has(path)) return "dir";
  const name = withoutNumber(path);
  if (deviceNodes.has(path) || (name !== path && (numberedNodes.has(name) || deviceNodes.has(name)))) return "file";
  const slash = path.lastIndexOf("/");
  if (slash < 0) return undefined;
  const parent = path.slice(0, slash);
  const last = path.slice(slash + 1);
  // The numbered directories of the USB buses and of the DVB adapters.
  if (parent === "bus/usb") return "dir";
  if (parent === "dvb") return withoutNumber(last) === "adapter" ? "dir" : undefined;
  return deviceDirectories.has(parent) || parent.startsWith("bus/usb/") || parent.startsWith("dvb/adapter")
    ? "file"
    : undefined;
}

function withoutNumber(name: string): string {
  let end = name.length;
  while (end > 0 && isDigit(name.charCodeAt(end - 1))) end--;
  return name.slice(0, end);
}

/** First names of paths that people mount from and to. A path without its leading slash is known by them. */
export const likelyTopDirectories: ReadonlySet<string> = new Set(
  "dev etc home media mnt opt proc root run srv sys tmp usr var".split(" "),
);
