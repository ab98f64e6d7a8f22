import { devices } from "../knowledge/devices.js";
import type { DeviceFact } from "../knowledge/fact.js";

/** A major or minor number of a device rule; `*` is every one, undefined where the rule has none. */
type DeviceNumber = number | "*" | undefined;

/** The device that a rule means, or the sort of devices. */
export function deviceOfNumber(
  type: string | undefined,
  major: DeviceNumber,
  minor: DeviceNumber,
): DeviceFact | undefined {
  const sameMajor = devices.filter((device) => device.type === type && device.major === major);
  return sameMajor.find((device) => device.minor === minor) ?? sameMajor.find((device) => device.minor === "*");
}
