import type { Line } from "../syntax/document.js";
import { type Property, readProperties } from "../syntax/propertyString.js";
import { partOf, type Token } from "../syntax/token.js";
import { trailingComment } from "../syntax/trailingComment.js";
import type { Container, Setting } from "./container.js";
import { keyNameOf } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import { refusedSettings } from "./refusedSettings.js";
import { booleanOf } from "./values.js";

/** The root file system, a mount point or an unused volume, as a line of the main section sets it. */
export interface Volume extends Setting {
  readonly name: "rootfs" | "mp" | "unused";
  /** The number behind the name; -1 for `rootfs`. */
  readonly index: number;
  /** The value without a comment behind it. */
  readonly written: Token;
  readonly properties: readonly Property[];
  /**
   * Proxmox' reader takes the line. One that it refuses is passed over by everything that looks at mount points, and a refused `rootfs`
   * stops the start.
   */
  readonly isAccepted: boolean;
  /** What is mounted; absent when the line names nothing. */
  readonly source: Token | undefined;
  /** Told by the beginning of `source` alone: `/dev/…`, `/…`, or anything else. */
  readonly kind: "volume" | "device" | "bind";
  /** Where a mount point is mounted in the container, as written. */
  readonly target: Token | undefined;
  /** The same below the container's root, without a leading slash; empty for the root itself. */
  readonly path: string;
}

/** The volumes of a container, and those among them that most rules ask for. */
interface Volumes {
  readonly all: readonly Volume[];
  readonly mounted: readonly Volume[];
  readonly points: readonly Volume[];
}

/**
 * The root file system, the mount points and the unused volumes of a container, in the order in which Proxmox goes through them: by number.
 * Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, valid_volume_keys_with_unused() and classify_mountpoint().
 */
export function volumesOf(container: Container): readonly Volume[] {
  return volumesIn(container).all;
}

/** The volumes that are mounted when the container starts: `rootfs`, and the mount points that Proxmox can read, by number. */
export function mountedVolumes(container: Container): readonly Volume[] {
  return volumesIn(container).mounted;
}

/** The mount points that are mounted when the container starts, by number. */
export function mountPointsOf(container: Container): readonly Volume[] {
  return volumesIn(container).points;
}

// Every rule about volumes asks.
const volumesIn = lastAnswer((container: Container): Volumes => {
  const all = findVolumes(container);
  const mounted = all.filter(({ name, isAccepted }) => name !== "unused" && isAccepted);
  return { all, mounted, points: mounted.filter(({ name }) => name === "mp") };
});

/** The property of that name. */
export function propertyOf({ properties }: Volume, name: string): Property | undefined {
  return properties.find(({ key }) => key?.text === name);
}

/** Whether a boolean property is written and on. */
export function isOn(volume: Volume, name: string): boolean {
  const value = propertyOf(volume, name)?.value;
  return value !== undefined && booleanOf(value.text) === true;
}

/** Whether the source is an order for a new volume, as in `local-lvm:8`, which is understood outside the file only. */
export function isOrder({ source, kind }: Volume): boolean {
  return kind === "volume" && /^[^:\s]+:[0-9]+(?:\.[0-9]+)?$/.test(source?.text ?? "");
}

/** Whether the source names a storage and something in it. Source: pve-storage, src/PVE/Storage.pm, parse_volume_id(). */
export function isVolumeId({ source, kind }: Volume): boolean {
  return kind === "volume" && /^[a-z][a-z0-9\-_.]*[a-z0-9]:./i.test(source?.text ?? "");
}

/** A volume's own name, as storages keep it: `vm-101-disk-0` of `local-lvm:vm-101-disk-0` and of `nas:101/vm-101-disk-0.raw`. */
export function diskNameOf({ source, kind }: Volume): string {
  if (!source || kind !== "volume") return "";
  const { text } = source;
  const name = text.slice(Math.max(text.indexOf(":"), text.lastIndexOf("/")) + 1);
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
}

/**
 * The number of the container that a disk is named after; undefined when its name tells of none. Everything that belongs to a guest is found by
 * this number. Source: pve-storage, the parse_volname() functions of its plugins.
 */
export function ownerOf(diskName: string): number | undefined {
  const digits = /^(?:vm|subvol|base|basevol)-([0-9]{3,9})-/.exec(diskName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const order = { rootfs: 0, mp: 1, unused: 2 } as const;

function findVolumes(container: Container): readonly Volume[] {
  const refused = new Set<Line>();
  for (const { line, complaints } of refusedSettings(container)) if (complaints.length > 0) refused.add(line);
  const volumes: Volume[] = [];
  for (const [key, setting] of container.settings) {
    if (!key.startsWith("mp") && !key.startsWith("unused") && key !== "rootfs") continue;
    const { name, digits } = keyNameOf(key);
    if (name !== "rootfs" && name !== "mp" && name !== "unused") continue;
    if ((name === "rootfs") !== (digits === "")) continue;
    volumes.push(volumeOf(setting, name, digits === "" ? -1 : Number(digits), !refused.has(setting.line)));
  }
  return volumes.sort((left, right) => order[left.name] - order[right.name] || left.index - right.index);
}

function volumeOf(setting: Setting, name: Volume["name"], index: number, isAccepted: boolean): Volume {
  const written = withoutComment(setting.value);
  const properties = readProperties(written);
  const source = properties.find(({ key }) => !key || key.text === "volume")?.value;
  const target = name === "mp" ? properties.find(({ key }) => key?.text === "mp")?.value : undefined;
  const kind = source?.text.startsWith("/dev/") ? "device" : source?.text.startsWith("/") ? "bind" : "volume";
  return { ...setting, name, index, written, properties, isAccepted, source, kind, target, path: pathOf(target?.text) };
}

function pathOf(text: string | undefined): string {
  if (text === undefined) return "";
  return text
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

function withoutComment(value: Token): Token {
  const comment = trailingComment(value);
  return comment ? partOf(value, 0, value.text.slice(0, comment.start - value.start).trimEnd().length) : value;
}
