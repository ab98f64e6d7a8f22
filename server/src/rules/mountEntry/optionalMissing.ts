import { isBindMount, isOptional, mountOption } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { appendOption } from "./completion.js";
import { mountedEntries } from "./shape.js";

/** The container does not start while the source of a mount entry is missing, and some sources come and go. */
export const optionalMissing = defineRule({
  name: "mount-entry-optional-missing",
  area: "mount-entry",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const { source } = entry;
      if (!source || !isBindMount(entry) || !comesAndGoes(source.decoded)) continue;
      // `nofail` is meant to be `optional`, and has a finding of its own.
      if (isOptional(entry) || mountOption(entry, "nofail")) continue;
      report(
        source,
        `The container does not start while the host has no ${source.text}. Write \`optional\` to start without it.`,
        {
          fixes: [{ title: "Add `optional`", safe: false, edits: appendOption(entry, "optional") }],
        },
      );
    }
  },
});

/** Beginnings of paths that are there only while a device is plugged in, its driver is loaded, or a storage is mounted. */
const places = [
  "/dev/accel",
  "/dev/apex_",
  "/dev/bus/usb",
  "/dev/disk/by-",
  "/dev/dri",
  "/dev/dvb",
  "/dev/fb",
  "/dev/hidraw",
  "/dev/input",
  "/dev/kfd",
  "/dev/nvidia",
  "/dev/serial",
  "/dev/snd",
  "/dev/ttyACM",
  "/dev/ttyUSB",
  "/dev/usb/",
  "/dev/v4l",
  "/dev/video",
  "/media/",
  "/mnt/pve/",
  "/run/media/",
];

function comesAndGoes(path: string): boolean {
  return places.some((place) => path.startsWith(place));
}
