import { deviceGroups, groupNumbers, openDevices } from "../knowledge/deviceGroups.js";
import { devices as knownDevices } from "../knowledge/devices.js";
import type { DeviceFact } from "../knowledge/fact.js";
import { isDigit } from "../syntax/characters.js";
import type { Container, Device } from "./container.js";
import type { DeviceSet } from "./devicePolicy.js";
import { lastAnswer } from "./lastAnswer.js";
import { isBindMount, type MountEntry } from "./mountEntries.js";
import { isSince } from "./releases.js";

const byPath = new Map(knownDevices.map((device) => [device.path, device]));
const byStem = new Map(
  knownDevices.filter(({ path }) => path.endsWith("*")).map((device) => [device.path.slice(0, -1), device]),
);

/** What is known of the device behind a path such as `/dev/dri/renderD128`; a directory such as `/dev/snd` stands for all its nodes. */
export function deviceAt(path: string): DeviceFact | undefined {
  // The directory holds this one node.
  const found = byPath.get(path === "/dev/net" ? "/dev/net/tun" : path) ?? byStem.get(withoutNumber(path));
  if (found) return found;
  for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
    const directory = byPath.get(path.slice(0, slash));
    if (directory?.minor === "*") return directory;
  }
  return undefined;
}

/** The rule that a device needs, as text: `c 226:128`. */
export function numbersText({ type, major, minor }: DeviceFact): string {
  return `${type} ${major}:${minor}`;
}

/** The devices of a fact, to be opened for reading and writing. */
export function toBeOpened({ type, major, minor }: DeviceFact): DeviceSet {
  return { type, major, minor, access: "rw" };
}

/**
 * Majors that the kernel gives out to drivers that have none of their own, in the order in which they are loaded. Source: Linux,
 * Documentation/admin-guide/devices.txt and fs/char_dev.c.
 */
export function isDynamicMajor({ type, major }: Pick<DeviceSet, "type" | "major">): boolean {
  if (major === "*" || type === "a") return false;
  return (major >= 234 && major <= 254) || (type === "c" && major >= 384 && major <= 511);
}

/** A mount entry that brings a device node, or a directory of them, to where it is on the host. */
export interface MountedDevice {
  readonly entry: MountEntry;
  readonly path: string;
  /** Where it appears in the container. */
  readonly target: string;
}

/** The nodes and directories below `/dev` that are bound into the container; not `/dev` itself. */
export const mountedDevices = lastAnswer((container: Container): readonly MountedDevice[] =>
  container.mountEntries.flatMap((entry) => {
    const path = withoutSlash(entry.source?.decoded ?? "");
    if (!path.startsWith("/dev/") || !isBindMount(entry) || entry.place.kind !== "inside") return [];
    return [{ entry, path, target: `/${entry.place.path}` }];
  }),
);

/** Whether a line of the config brings a node into the container, or whatever brings it cannot be seen here: a hook, another file, all of `/dev`. */
export function mayHaveNode(container: Container, path: string): boolean {
  return hasNode(container, path) || bringsUnseen(container);
}

/** Whether a line of the config brings a node into the container, by itself or with the directory that it is in. */
export function hasNode({ devices, mountEntries }: Container, path: string): boolean {
  const above = (outer: string) => path === outer || path.startsWith(`${outer}/`);
  return (
    devices.some((device) => device.path?.text === path) ||
    mountEntries.some(({ source }) => above(withoutSlash(source?.decoded ?? "")))
  );
}

/** Whether hooks, other files or a file with mounts may make nodes. */
export function bringsUnseen({ raw }: Container): boolean {
  return raw.some(
    ({ key, value }) =>
      value.text !== "" &&
      (key.text.startsWith("lxc.hook.") ||
        key.text === "lxc.mount.fstab" ||
        (key.text === "lxc.include" && !value.text.startsWith("/usr/share/lxc/config/"))),
  );
}

/** The group whose programs use the device; undefined where root alone does, or nobody knows. */
export function groupOf(path: string): string | undefined {
  return deviceGroups.find(([beginning]) => path.startsWith(beginning))?.[1];
}

/** Whether everybody on the host may open the device. */
export function isOpenToAll(path: string): boolean {
  return openDevices.some((open) => path.startsWith(open));
}

/** The number of a group in the containers of a distribution; undefined when it is not the same in all of them. */
export function groupNumber(ostype: string, group: string): number | undefined {
  const numbers = Object.hasOwn(groupNumbers, ostype) ? groupNumbers[ostype] : undefined;
  return numbers && Object.hasOwn(numbers, group) ? numbers[group] : undefined;
}

/** `gid=44` or `mode=0666`: what makes a node of `devN` usable for programs that do not run as root. Undefined when nobody can know. */
export function accessProperty(container: Container, path: string): string | undefined {
  if (isOpenToAll(path)) return "mode=0666";
  const group = groupOf(path);
  const number = group && groupNumber(container.settings.get("ostype")?.value.text ?? "", group);
  return number === undefined || number === "" ? undefined : `gid=${number}`;
}

/** Whether the target has `devN`. Source: pve-container 5.0.7 and 5.0.8, run. */
export function knowsDevN({ document, target }: Container): boolean {
  return document.dialect === "proxmox" && isSince(target.proxmox, "8.1");
}

/** What a `devN` line says to bring a node: `/dev/ttyUSB0,gid=20`. */
export function devNValue(container: Container, path: string): string {
  const property = accessProperty(container, path);
  return property === undefined ? path : `${path},${property}`;
}

/** The value of a property of `devN`. */
export function devicePropertyOf(device: Device, name: string): Device["properties"][number] | undefined {
  return device.properties.find(({ key }) => key?.text === name);
}

export function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function withoutNumber(path: string): string {
  let end = path.length;
  while (end > 0 && isDigit(path.charCodeAt(end - 1))) end--;
  return path.slice(0, end);
}
