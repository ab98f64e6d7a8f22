import { boundPaths } from "../container/boundPaths.js";
import { type Container, hasFeature, isUnprivileged, rawValue } from "../container/container.js";
import { devicePolicyOf } from "../container/devicePolicy.js";
import { mountedDevices } from "../container/devices.js";
import { hostId, idMapOf } from "../container/idMap.js";
import { featureProperties } from "../knowledge/properties.js";
import { isPrivileged } from "../rules/security/privileged.js";
import { inCode } from "./markdown.js";

/** How far a container is kept apart from its host, as far as its main section tells. */
export interface Isolation {
  readonly isUnprivileged: boolean;
  /** The host's user that root in the container is; undefined where none is mapped. */
  readonly root: number | undefined;
  /** The features that are on, in Proxmox' order. */
  readonly features: readonly string[];
  /** The paths of devices of the host that appear in the container, each once. */
  readonly devices: readonly string[];
  /** Every device may be used, by a rule of the file. */
  readonly allowsAllDevices: boolean;
  /** The directories and files of the host that appear in the container, each once; no devices. */
  readonly hostPaths: readonly string[];
  /** The AppArmor profile that a raw line names. */
  readonly appArmor: string | undefined;
  /** A line empties the list of the capabilities that LXC's templates take from a privileged container. */
  readonly keepsCapabilities: boolean;
}

/**
 * Undefined for a piece of a config without a root file system, which says nothing about a container, and where an included file may bring the ID map
 * that makes it unprivileged.
 */
export function isolationOf(container: Container): Isolation | undefined {
  const { settings, raw } = container;
  if (!settings.has("rootfs") && !raw.some(({ key }) => key.text === "lxc.rootfs.path")) return undefined;
  const unprivileged = isUnprivileged(container);
  if (!unprivileged && !isPrivileged(container)) return undefined;
  const map = idMapOf(container);
  const devices = [
    ...container.devices.flatMap(({ path }) => path?.text ?? []),
    ...mountedDevices(container).map(({ path }) => path),
  ];
  return {
    isUnprivileged: unprivileged,
    root: map ? hostId(map.u, 0) : 0,
    features: Object.keys(featureProperties).filter((name) => isOn(container, name)),
    devices: [...new Set(devices)],
    allowsAllDevices: allowsAllDevices(container),
    hostPaths: [...new Set(boundPaths(container).map(({ path }) => path))].filter((path) => !isDevice(path)),
    appArmor: rawValue(container, "lxc.apparmor.profile")?.value.text,
    keepsCapabilities: !unprivileged && raw.some(({ key, value }) => key.text === "lxc.cap.drop" && value.text === ""),
  };
}

/** In a few words, for a line above the file. */
export function shortIsolation(isolation: Isolation): string {
  const { features, devices, hostPaths, appArmor, allowsAllDevices, keepsCapabilities } = isolation;
  const parts = [
    isolation.isUnprivileged ? "unprivileged" : "privileged",
    features.join(", "),
    allowsAllDevices ? "all devices" : counted(devices.length, "device", "devices"),
    counted(hostPaths.length, "host path", "host paths"),
    appArmor === "unconfined" ? "no AppArmor" : "",
    keepsCapabilities ? "all capabilities" : "",
  ];
  return parts.filter((part) => part !== "").join(" \u00b7 ");
}

/** In sentences, as a list of Markdown. */
export function isolationText(isolation: Isolation): string {
  const { root, features, devices, hostPaths, appArmor, allowsAllDevices, keepsCapabilities } = isolation;
  const who = root === undefined ? "nobody" : root === 0 ? "root" : `user ${root}`;
  const points = [
    isolation.isUnprivileged
      ? `Unprivileged: root in the container is ${who} on the host`
      : "Privileged: root in the container is root on the host",
    features.length > 0 && `Features: ${listed(features)}`,
    devices.length > 0 && `Devices of the host: ${listed(devices)}`,
    allowsAllDevices && "A device rule allows every device",
    hostPaths.length > 0 && `Paths of the host: ${listed(hostPaths)}`,
    appArmor !== undefined &&
      (appArmor === "unconfined" ? "AppArmor is switched off" : `AppArmor profile: ${inCode(appArmor)}`),
    keepsCapabilities && "Root in it keeps the capabilities that LXC usually takes away",
  ];
  return ["**Isolation**", points.flatMap((point) => (point ? [`- ${point}`] : [])).join("\n")].join("\n\n");
}

function allowsAllDevices(container: Container): boolean {
  const isAllowed = container.deviceRules.some(({ key, rule }) => key.text.endsWith(".allow") && rule.type === "a");
  return isAllowed && devicePolicyOf(container)?.allowsOthers !== false;
}

function isOn(container: Container, name: string): boolean {
  if (name !== "mount") return hasFeature(container, name);
  return container.features?.properties.some(({ key, value }) => key?.text === name && value) ?? false;
}

function isDevice(path: string): boolean {
  return path.startsWith("/dev/");
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}

/** Longer lists say how many there are besides. */
const longestList = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, longestList).map(inCode);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
