import type { Container } from "../../container/container.js";
import { countsAsTrue } from "../../container/values.js";
import type { Token } from "../../syntax/token.js";
import { allowsAll } from "./deviceAllAllowed.js";
import { isPrivileged } from "./privileged.js";

/** A device of the host that the container may use. */
export interface HostDevice {
  /** Where it is written. */
  readonly at: Token;
  /** The node; undefined when a rule names numbers. */
  readonly path: string | undefined;
  /** `c 10:232`, with `*` for every number; undefined when a node is named. */
  readonly numbers: { readonly type: "b" | "c"; readonly major: number; readonly minor: number | "*" } | undefined;
  readonly isReadOnly: boolean;
}

/**
 * The devices that the config passes on: those of `devN`, and in a privileged container those that a device rule allows. In an unprivileged one
 * rules change nothing: every device is allowed there, and the owner of a node decides.
 */
export function hostDevices(container: Container): readonly HostDevice[] {
  const devices: HostDevice[] = [];
  for (const { path, properties } of container.devices) {
    if (!path) continue;
    const deny = properties.find(({ key }) => key?.text === "deny-write")?.value;
    const isReadOnly = deny !== undefined && countsAsTrue(deny.text);
    devices.push({ at: path, path: path.text, numbers: undefined, isReadOnly });
  }
  // Beside a rule for every device those for single ones change nothing.
  if (!isPrivileged(container) || container.deviceRules.some(allowsAll)) return devices;
  for (const entry of container.deviceRules) {
    const { rule, key, value } = entry;
    const isUsed = rule.path !== undefined || rule.access.includes("r") || rule.access.includes("w");
    if (key.text !== "lxc.cgroup2.devices.allow" || !isUsed) continue;
    const { type, major, minor, path } = rule;
    const isReadOnly = rule.access !== "" && !rule.access.includes("w");
    if (path !== undefined) devices.push({ at: value, path, numbers: undefined, isReadOnly });
    else if ((type === "b" || type === "c") && typeof major === "number" && minor !== undefined) {
      devices.push({ at: value, path: undefined, numbers: { type, major, minor }, isReadOnly });
    }
  }
  return devices;
}

/** A sort of devices: the beginning of their paths, and their numbers. A path that ends in a slash or a letter takes everything behind it. */
export interface DeviceSort {
  readonly paths: readonly string[];
  /** As in a device rule: `c 10:232`, `b 8:*`. */
  readonly numbers: readonly string[];
}

export function isOfSort({ path, numbers }: HostDevice, sort: DeviceSort): boolean {
  if (path !== undefined)
    return sort.paths.some((each) => path === each || (each.endsWith("*") && path.startsWith(each.slice(0, -1))));
  if (!numbers) return false;
  const { type, major, minor } = numbers;
  return sort.numbers.some(
    (each) =>
      each === `${type} ${major}:${minor}` ||
      each === `${type} ${major}:*` ||
      (minor === "*" && each.startsWith(`${type} ${major}:`)),
  );
}
