import { featureProperties } from "../knowledge/properties.js";
import type { Container, Setting } from "./container.js";
import { hasFeature } from "./container.js";
import { factOf } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import { addedMountEntry, type MountEntry, mountOption } from "./mountEntries.js";
import { mountPointsOf } from "./volumes.js";

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
  if (!container.features) return entries;
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
export const mountsInOrder = lastAnswer((container: Container): readonly Mount[] => [
  ...mountPoints(container),
  { path: "dev", mountPoint: undefined, entry: undefined },
  ...entries(container),
]);

function mountPoints(container: Container): readonly Mount[] {
  return mountPointsOf(container).flatMap((point) =>
    point.target ? [{ path: point.path, mountPoint: point, entry: undefined }] : [],
  );
}

function entries(container: Container): readonly Mount[] {
  const mapped: Mount[] = [];
  const plain: Mount[] = [];
  for (const entry of [...addedMountEntries(container), ...container.mountEntries]) {
    if (entry.place.kind !== "inside") continue;
    const mount = { path: entry.place.path, mountPoint: undefined, entry };
    (mountOption(entry, "idmap") ? mapped : plain).push(mount);
  }
  return [...plain, ...mapped];
}

/** Whether a mount at `cover` hides what is mounted at `path`: it is the same place or one above it. */
export function hides(cover: string, path: string): boolean {
  return cover === "" || path === cover || path.startsWith(`${cover}/`);
}
