import { mountedDevices } from "../../container/devices.js";
import type { Span } from "../../syntax/token.js";
import { defineRule, type Report } from "../rule.js";

/** Names with numbers go to the devices in the order in which they are found, and a container waits in vain for the old one. */
export const pathChanges = defineRule({
  name: "device-path-changes",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  looksAt: ["dev", "lxc.mount.entry"],
  check(container, report) {
    for (const { path } of container.devices) {
      if (!path) continue;
      if (isUsbPlace(path.text)) reportUsb(path, "the container does not start", report);
      else {
        const advice = stableNames.find(([pattern]) => pattern.test(path.text))?.[1];
        if (advice === undefined) continue;
        report(
          path,
          `The host numbers these devices as it finds them, and the container does not start when this one gets another number. ${advice}`,
        );
      }
    }
    for (const { entry, path } of mountedDevices(container)) {
      if (isUsbPlace(path) && entry.source) reportUsb(entry.source, "the mount is missing or fails", report);
    }
  },
});

function reportUsb(at: Span, then: string, report: Report): void {
  report(
    at,
    `This path is another one each time the device is plugged in, and then ${then}. Give the device a fixed name with a udev rule on the host, or name the node of its driver, such as \`/dev/serial/by-id/…\`.`,
    { severity: "information" },
  );
}

/** `/dev/bus/usb/001/004`. */
function isUsbPlace(path: string): boolean {
  return /^\/dev\/bus\/usb\/[0-9]{3}\/[0-9]{3}$/.test(path);
}

const byId = "Write its link below /dev/serial/by-id instead, which keeps the name.";

const stableNames: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /^\/dev\/dri\/card[0-9]+$/,
    "For video and computing write `/dev/dri/renderD128` instead; with more than one card, /dev/dri/by-path tells them apart.",
  ],
  [/^\/dev\/ttyUSB[0-9]+$/, byId],
  [/^\/dev\/ttyACM[0-9]+$/, byId],
  [/^\/dev\/sd[a-z]+[0-9]*$/, "Write its link below /dev/disk/by-id instead, which keeps the name."],
  [/^\/dev\/video[0-9]+$/, "Write its link below /dev/v4l/by-id instead, which keeps the name."],
  [/^\/dev\/input\/event[0-9]+$/, "Write its link below /dev/input/by-id instead, which keeps the name."],
  [/^\/dev\/hidraw[0-9]+$/, "Give it a link that keeps its name with a udev rule on the host."],
];
