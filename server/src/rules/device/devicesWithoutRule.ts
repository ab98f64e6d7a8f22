import { type Container, isUnprivileged } from "../../container/container.js";
import { covers, type DevicePolicy, devicePolicyOf } from "../../container/devicePolicy.js";
import { deviceAt, isDynamicMajor, type MountedDevice, mountedDevices, toBeOpened } from "../../container/devices.js";
import { lastAnswer } from "../../container/lastAnswer.js";
import type { MountEntry } from "../../container/mountEntries.js";
import type { DeviceFact } from "../../knowledge/fact.js";

const none: ReadonlyMap<MountEntry, DeviceFact> = new Map();

/** The entries that mount a device whose use liblxc blocks for want of a rule, as far as the file tells. */
export const devicesWithoutRule = lastAnswer(findDevices);

function findDevices(container: Container): ReadonlyMap<MountEntry, DeviceFact> {
  const policy = devicePolicyOf(container);
  if (!policy || policy.allowsOthers || policy.isUnfiltered) return none;
  if (container.document.dialect === "proxmox" && isUnprivileged(container)) return none;
  // Without liblxc's template nothing is allowed, of which device-deny-all speaks.
  if (!policy.rules.some((rule) => covers(rule, { type: "c", major: 1, minor: 3, access: "rw" }))) return none;
  const found = new Map<MountEntry, DeviceFact>();
  for (const mounted of mountedDevices(container)) {
    const device = deviceAt(mounted.path);
    if (device && !isAllowed(container, policy, mounted, device)) found.set(mounted.entry, device);
  }
  return found;
}

function isAllowed(
  container: Container,
  { rules }: DevicePolicy,
  { path }: MountedDevice,
  device: DeviceFact,
): boolean {
  if (container.devices.some((each) => each.path?.text === path)) return true;
  // A rule for a path, whose numbers liblxc looks up, and one that is meant for this device and goes by the old name.
  const isMeant = container.deviceRules.some(({ key, rule }) => {
    if (rule.path !== undefined) return rule.path === path || rule.path.startsWith(`${path}/`);
    return key.text === "lxc.cgroup.devices.allow" && (rule.text === "a" || rule.major === device.major);
  });
  if (isMeant || mayBeInTemplate(container, device)) return true;
  if (device.dynamic) {
    return rules.some(
      (rule) => rule.line && (rule.major === "*" || isDynamicMajor(rule) || rule.major === device.major),
    );
  }
  // One minor of a sort is enough to show that somebody has thought of it.
  return rules.some(
    (rule) =>
      covers(rule, toBeOpened(device)) ||
      (device.minor === "*" && rule.line !== undefined && rule.type === device.type && rule.major === device.major),
  );
}

/** The template for Ubuntu allowed tunnels and KVM. Source: lxc, config/templates/ubuntu.common.conf.in. */
function mayBeInTemplate({ settings, document }: Container, { major, minor }: DeviceFact): boolean {
  if (document.dialect === "proxmox" && settings.get("ostype")?.value.text !== "ubuntu") return false;
  return major === 10 && (minor === 200 || minor === 232);
}
