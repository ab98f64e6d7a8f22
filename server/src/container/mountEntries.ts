import { type MountFields, type MountOption, readMountEntry } from "../syntax/mountEntry.js";
import type { Token } from "../syntax/token.js";
import type { RawEntry } from "./container.js";

/** A mount entry as LXC carries it out. */
export interface MountEntry extends MountFields {
  /** The line it is written in; absent for an entry that Proxmox adds. */
  readonly entry: RawEntry | undefined;
  /** The feature for which Proxmox adds it. */
  readonly addedFor: string | undefined;
  readonly place: MountPlace;
}

/** Where the target of an entry leads. */
export interface MountPlace {
  /**
   * `inside`: below the container's root; `root`: the root itself, or no target at all; `ignored`: an absolute path, which LXC passes over;
   * `outside`: `..` leads out of the container's root.
   */
  readonly kind: "inside" | "root" | "ignored" | "outside";
  /** Below the root, without a leading slash and with `.` and `..` resolved; empty unless `kind` is `inside`. */
  readonly path: string;
}

/** The entry that a raw line makes; undefined when LXC skips it. */
export function mountEntryOf(entry: RawEntry, rootfs: string | undefined): MountEntry | undefined {
  const fields = readMountEntry(entry.value);
  if (!fields) return undefined;
  return { ...fields, entry, addedFor: undefined, place: placeOf(fields, rootfs) };
}

/** The entry that Proxmox adds for a feature, from the text of its value. Spans count in that text. */
export function addedMountEntry(value: string, feature: string): MountEntry | undefined {
  const token: Token = { text: value, start: 0, end: value.length };
  const fields = readMountEntry(token);
  if (!fields) return undefined;
  return { ...fields, entry: undefined, addedFor: feature, place: placeOf(fields, undefined) };
}

/** The option of that name, `create` and `create=` alike. */
export function mountOption(entry: MountFields, name: string): MountOption | undefined {
  return entry.optionWords.find((word) => word.name === name);
}

/** LXC takes an entry for a bind mount when one of its options begins with `bind` or `rbind`. Source: liblxc 6.0.6, conf.c, mount_opt. */
export function isBindMount(entry: MountFields): boolean {
  return entry.optionWords.some((word) => word.text.startsWith("bind") || word.text.startsWith("rbind"));
}

/** What the entry lets LXC create at its target. */
export function createdKind(entry: MountFields): "dir" | "file" | undefined {
  const kinds = entry.optionWords.filter((word) => word.name === "create").map((word) => word.argument);
  return kinds.includes("dir") ? "dir" : kinds.includes("file") ? "file" : undefined;
}

/** A failure of this mount does not stop the start. `optional=1` counts too. Source: run with liblxc 5.0.2. */
export function isOptional(entry: MountFields): boolean {
  return mountOption(entry, "optional") !== undefined;
}

/** Whether `outer` binds a directory in which `inner`, bound below it, is to be seen anyway: `/dev/dri` and a node of it. */
export function showsAnyway(outer: MountEntry, inner: MountEntry): boolean {
  if (!isBindMount(outer) || !isBindMount(inner)) return false;
  const below = inner.place.path.slice(outer.place.path.length);
  return withoutSlash(inner.source?.decoded ?? "") === withoutSlash(outer.source?.decoded ?? "") + below;
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Of `ro` and `rw` the last one counts. */
export function isReadOnly(entry: MountFields): boolean {
  const last = entry.optionWords.findLast((word) => word.text.startsWith("ro") || word.text.startsWith("rw"));
  return last?.text.startsWith("ro") ?? false;
}

/**
 * An absolute target counts only when it contains the path of the container's root file system; what stands behind that path is used.
 * An ID-mapped entry is mounted in the container whether its target is absolute or not.
 * Source: liblxc 6.0.6, src/lxc/conf.c, mount_entry_on_absolute_rootfs(), mount_entry_on_relative_rootfs(); the ID-mapped one was run.
 */
function placeOf(fields: MountFields, rootfs: string | undefined): MountPlace {
  const target = fields.target?.decoded ?? "";
  if (target === "") return { kind: "root", path: "" };
  let path = target;
  if (target.startsWith("/") && !mountOption(fields, "idmap")) {
    const after = afterRootfs(target, rootfs);
    if (after === undefined) return { kind: "ignored", path: "" };
    path = after;
  }
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return { kind: "outside", path: "" };
  }
  return parts.length === 0 ? { kind: "root", path: "" } : { kind: "inside", path: parts.join("/") };
}

function afterRootfs(target: string, rootfs: string | undefined): string | undefined {
  if (rootfs !== undefined && rootfs.length > 1 && target.includes(rootfs)) {
    return target.slice(target.indexOf(rootfs) + rootfs.length);
  }
  // The name of the container stands in the path and not in the file, so any name is taken for the right one.
  const prefix = "/var/lib/lxc/";
  const at = target.indexOf(prefix);
  if (at < 0) return undefined;
  const name = target.indexOf("/", at + prefix.length);
  return name >= 0 && target.startsWith("/rootfs", name) ? target.slice(name + "/rootfs".length) : undefined;
}

/** The path of the root file system in a native config, without its storage type; the last line wins. */
export function rootfsPath(raw: readonly RawEntry[]): string | undefined {
  const value = raw.findLast((entry) => entry.key.text === "lxc.rootfs.path")?.value.text;
  if (value === undefined) return undefined;
  const colon = value.indexOf(":");
  return colon < 0 ? value : value.slice(colon + 1);
}
