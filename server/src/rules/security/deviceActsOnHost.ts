import { defineRule } from "../rule.js";
import { type DeviceSort, hostDevices, isOfSort } from "./hostDevices.js";

interface Reach extends DeviceSort {
  /** What the container can do with it. */
  readonly does: string;
  readonly instead: string;
}

const unlessNeeded = "Pass it only to a container that exists for that.";

/** Devices there is only one of for all guests and the host, or behind which stands a large part of the kernel. Source: Linux, Documentation/admin-guide/devices.txt. */
const reaches: readonly Reach[] = [
  {
    paths: ["/dev/kvm"],
    numbers: ["c 10:232"],
    does: "run virtual machines and reach a large part of the host's kernel that is otherwise closed to it",
    instead: unlessNeeded,
  },
  {
    paths: ["/dev/kmsg"],
    numbers: ["c 1:11"],
    does: "read the host's kernel log and write into it",
    instead: unlessNeeded,
  },
  {
    paths: ["/dev/uinput"],
    numbers: ["c 10:223"],
    does: "press keys and move the mouse as if it sat at the host",
    instead: unlessNeeded,
  },
  {
    paths: ["/dev/input/*"],
    numbers: ["c 13:*"],
    does: "read every key that is pressed at the host",
    instead: "Pass the one device that is meant, by its name in /dev/input/by-id.",
  },
  {
    paths: ["/dev/tty0", "/dev/tty1", "/dev/tty2", "/dev/tty3", "/dev/tty4", "/dev/tty5", "/dev/tty6", "/dev/tty7"],
    numbers: ["c 4:*"],
    does: "read and write the consoles of the host's screen",
    instead: unlessNeeded,
  },
  {
    paths: ["/dev/watchdog*"],
    numbers: ["c 10:130"],
    does: "reset the host",
    instead: "Leave the watchdog to the host.",
  },
  {
    paths: ["/dev/loop*"],
    numbers: ["c 10:237", "b 7:*"],
    does: "attach and detach loop devices, which the host and all guests share",
    instead: "Mount images on the host.",
  },
  { paths: ["/dev/vfio/*"], numbers: ["c 10:196"], does: "drive hardware directly", instead: unlessNeeded },
  {
    paths: [],
    numbers: ["c 189:*"],
    does: "talk to every USB device of the host, keyboards and disks among them",
    instead: "Pass the one device that is meant.",
  },
];

/** Some devices reach past the container: the one console, watchdog or kernel log that there is, or the kernel itself. */
export const deviceActsOnHost = defineRule({
  name: "device-acts-on-host",
  area: "security",
  profile: "audit",
  severity: "information",
  rejectedBy: null,
  looksAt: ["dev", "lxc.cgroup2.devices.allow"],
  check(container, report) {
    for (const device of hostDevices(container)) {
      const reach = reaches.find((each) => isOfSort(device, each));
      if (reach) report(device.at, `With this device the container can ${reach.does}. ${reach.instead}`);
    }
  },
});
