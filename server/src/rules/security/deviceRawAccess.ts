import { defineRule } from "../rule.js";
import { type DeviceSort, hostDevices, isOfSort } from "./hostDevices.js";

const memory: DeviceSort = { paths: ["/dev/mem", "/dev/kmem", "/dev/port"], numbers: ["c 1:1", "c 1:2", "c 1:4"] };

/** Whole disks, partitions, and what is made of them. Source: Linux, Documentation/admin-guide/devices.txt. */
const disks: DeviceSort = {
  paths: [
    "/dev/sd*",
    "/dev/sg*",
    "/dev/nvme*",
    "/dev/vd*",
    "/dev/xvd*",
    "/dev/mmcblk*",
    "/dev/dm-*",
    "/dev/md*",
    "/dev/zd*",
    "/dev/zvol/*",
    "/dev/mapper/*",
    "/dev/disk/*",
  ],
  numbers: [8, 9, 65, 66, 67, 68, 69, 70, 71, 128, 129, 130, 131, 132, 133, 134, 135, 179, 259]
    .map((major) => `b ${major}:*`)
    .concat("c 21:*"),
};

/** Whoever reads a disk or the memory past the kernel reads everything, and whoever writes there owns the host. */
export const deviceRawAccess = defineRule({
  name: "device-raw-access",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["dev", "lxc.cgroup2.devices.allow"],
  check(container, report) {
    for (const device of hostDevices(container)) {
      if (isOfSort(device, memory)) {
        report(
          device.at,
          "This opens the memory or the ports of the host, and with them everything in it. Remove the line; hardly any program needs it.",
        );
      } else if (isOfSort(device, disks)) {
        const reach = device.isReadOnly
          ? "read this disk past all file permissions"
          : "read and overwrite this disk past all file permissions, also while the host has it mounted";
        const way = container.document.dialect === "proxmox" ? "pass the directory with `mp0`" : "bind the directory";
        report(device.at, `The container can ${reach}. Mount it on the host and ${way}.`);
      }
    }
  },
});
