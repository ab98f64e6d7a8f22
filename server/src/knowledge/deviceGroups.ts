/** Groups whose programs use a sort of device, by the beginning of the node's path; the first that fits counts. */
export const deviceGroups: readonly (readonly [path: string, group: string])[] = [
  ["/dev/dri/renderD", "render"],
  ["/dev/kfd", "render"],
  ["/dev/accel/", "render"],
  ["/dev/dri/card", "video"],
  ["/dev/fb", "video"],
  ["/dev/video", "video"],
  ["/dev/dvb/", "video"],
  ["/dev/ttyUSB", "dialout"],
  ["/dev/ttyACM", "dialout"],
  ["/dev/ttyS", "dialout"],
  ["/dev/serial/by-", "dialout"],
  ["/dev/snd/", "audio"],
  ["/dev/sr", "cdrom"],
  ["/dev/st", "tape"],
  ["/dev/input/", "input"],
  ["/dev/kvm", "kvm"],
];

/** Nodes that the host's udev rules or drivers open to everybody. Source: systemd 252, rules.d/50-udev-default.rules; NVIDIA driver, DeviceFileMode. */
export const openDevices: readonly string[] = ["/dev/net/tun", "/dev/fuse", "/dev/nvidia"];

/**
 * The numbers of groups that a distribution fixes, by the `ostype` of its containers. Those that it gives out by itself, such as Debian's `render`,
 * are not among them. Source: Debian and Ubuntu, base-passwd, group.master; Alpine, alpine-baselayout, etc/group; Fedora, setup, uidgid.
 */
export const groupNumbers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  debian: { video: 44, dialout: 20, audio: 29, cdrom: 24, tape: 26 },
  devuan: { video: 44, dialout: 20, audio: 29, cdrom: 24, tape: 26 },
  ubuntu: { video: 44, dialout: 20, audio: 29, cdrom: 24, tape: 26 },
  alpine: { video: 27, dialout: 20, audio: 18, cdrom: 19, tape: 26, input: 23, kvm: 34 },
  centos: { video: 39, dialout: 18, audio: 63, cdrom: 11, tape: 33, kvm: 36 },
  fedora: { video: 39, dialout: 18, audio: 63, cdrom: 11, tape: 33, kvm: 36 },
};
