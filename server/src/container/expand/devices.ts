import { devices as knownDevices } from "../../knowledge/devices.js";
import type { DeviceNumbers, HostDescription } from "../../knowledge/hostDescription.js";
import { deviceProperties } from "../../knowledge/properties.js";
import { isTrue } from "../perlValues.js";
import { errorText, readPropertyValues } from "../propertyValues.js";
import { isSince } from "../releases.js";
import { add, type Draft, type Refused, refused } from "./draft.js";
import { isIndexed } from "./network.js";
import { type LineOrigin, originOf } from "./origin.js";

/**
 * The device rules of every `devN`. Proxmox writes them in an order that changes at each start; here they come in the order of the file.
 * Source: pve-container 6.1.10, src/PVE/LXC.pm, foreach_passthrough_device() in update_lxc_config().
 */
export function addDevices(draft: Draft): Refused | undefined {
  if (!isSince(draft.release, "8.1")) return undefined;
  let count = 0;
  for (const [key, setting] of draft.settings) {
    if (!isIndexed(key, "dev")) continue;
    const refusal = addDevice(draft, setting.value, originOf(setting.line));
    if (refusal) return refusal;
    if (++count === 2) {
      const message = "Proxmox writes the device rules of the `devN` lines in an order that changes at each start.";
      draft.notes.push({ message, origin: originOf(setting.line) });
    }
  }
  return undefined;
}

function addDevice(draft: Draft, written: string, origin: LineOrigin): Refused | undefined {
  const { values, complaints } = readPropertyValues(deviceProperties, written, draft.release);
  if (complaints.length > 0) return { reason: "reader", error: errorText(complaints), origin };
  const path = values.get("path")?.value;
  if (path === undefined) return refused("path", "Path has to be defined", origin);
  const numbers = numbersOf(path, draft.host);
  if (!numbers) {
    if (draft.host.devices) return refused("device", `Device ${path} does not exist`, origin);
    const message = `Proxmox adds \`lxc.cgroup2.devices.allow\` with the numbers that ${path} has on the host.`;
    draft.notes.push({ message, origin });
    return undefined;
  }
  const device = `${numbers.type} ${numbers.major}:${numbers.minor}`;
  const denyWrite = isTrue(values.get("deny-write")?.value);
  add(draft, "lxc.cgroup2.devices.allow", `${device} ${denyWrite ? "r" : "rw"}`, origin);
  if (denyWrite) add(draft, "lxc.cgroup2.devices.deny", `${device} w`, origin);
  return undefined;
}

let fixedNumbers: ReadonlyMap<string, DeviceNumbers> | undefined;

/** The numbers of a node: those of the host, or those that the kernel gives it everywhere. */
function numbersOf(path: string, host: HostDescription): DeviceNumbers | undefined {
  if (host.devices) return Object.hasOwn(host.devices, path) ? host.devices[path] : undefined;
  fixedNumbers ??= new Map(
    knownDevices.flatMap(({ path: name, type, major, minor, dynamic }) =>
      dynamic || minor === "*" || name.includes("*") ? [] : [[name, { type, major, minor }] as const],
    ),
  );
  return fixedNumbers.get(path);
}
