import { featureProperties } from "../knowledge/properties.js";
import { readProperties } from "../syntax/propertyString.js";
import type { Container, Setting } from "./container.js";
import { hasFeature } from "./container.js";
import { factOf, keyNameOf } from "./keys.js";
import { addedMountEntry, type MountEntry, mountOption } from "./mountEntries.js";

/** A file system that appears in the container while it starts. */
export interface Mount {
  /** Below the container's root, without a leading slash; empty for the root. */
  readonly path: string;
  /** The mount point (`mpN`) or the mount entry behind it; neither for `/dev`. */
  readonly mountPoint: Setting | undefined;
  readonly entry: MountEntry | undefined;
}

const mountEntryPrefix = "lxc.mount.entry = ";

/** The mount entries that Proxmox adds for the features that are on. Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config(). */
export function addedMountEntries(container: Container): readonly MountEntry[] {
  const entries: MountEntry[] = [];
  for (const name of Object.keys(featureProperties)) {
    if (!hasFeature(container, name)) continue;
    for (const line of factOf(featureProperties, name)?.generates ?? []) {
      if (!line.startsWith(mountEntryPrefix)) continue;
      const entry = addedMountEntry(line.slice(mountEntryPrefix.length), name);
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

/**
 * What is mounted, in the order in which it happens: Proxmox stages the mount points by number before LXC starts; then LXC
 * mounts `/dev`, the entries that Proxmox added, those of the file, and last the ID-mapped ones. Source: liblxc 6.0.6, src/lxc/conf.c, lxc_setup().
 */
export function mountsInOrder(container: Container): readonly Mount[] {
  const entries = [...addedMountEntries(container), ...container.mountEntries].filter(
    (entry) => entry.place.kind === "inside",
  );
  const mapped = entries.filter((entry) => mountOption(entry, "idmap"));
  const plain = entries.filter((entry) => !mountOption(entry, "idmap"));
  return [
    ...mountPoints(container),
    { path: "dev", mountPoint: undefined, entry: undefined },
    ...[...plain, ...mapped].map((entry) => ({ path: entry.place.path, mountPoint: undefined, entry })),
  ];
}

function mountPoints(container: Container): readonly Mount[] {
  const points: { index: number; mount: Mount }[] = [];
  for (const [key, setting] of container.settings) {
    const { name, digits } = keyNameOf(key);
    if (name !== "mp") continue;
    const target = readProperties(setting.value).find((property) => property.key?.text === "mp")?.value;
    if (!target) continue;
    const path = target.text
      .split("/")
      .filter((part) => part !== "" && part !== ".")
      .join("/");
    points.push({ index: Number(digits), mount: { path, mountPoint: setting, entry: undefined } });
  }
  return points.sort((left, right) => left.index - right.index).map((point) => point.mount);
}

/** Whether a mount at `cover` hides what is mounted at `path`: it is the same place or one above it. */
export function hides(cover: string, path: string): boolean {
  return cover === "" || path === cover || path.startsWith(`${cover}/`);
}
