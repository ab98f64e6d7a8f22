import { type Container, rawValue } from "./container.js";
import { lastAnswer } from "./lastAnswer.js";
import { createdKind, isBindMount, type MountEntry, showsAnyway } from "./mountEntries.js";
import { type Mount, mountsInOrder } from "./mounts.js";

/** Whether the target of an entry is there when its turn comes, before its own `create=` is looked at. */
export type TargetState =
  | "there"
  /** It is certain that it is not, because LXC has just put an empty file system above it. */
  | "missing"
  /** The files of the container decide. */
  | "unknown";

/** Directories that the root file system of every distribution has. Source: Filesystem Hierarchy Standard 3.0; the templates of Proxmox. */
const guestDirectories = new Set(
  `bin boot dev etc home lib media mnt opt proc root run sbin srv sys tmp usr usr/bin usr/lib usr/local usr/sbin usr/share var var/cache
  var/lib var/log var/spool var/tmp`.split(/\s+/),
);

/** The state of each target, in the order in which LXC mounts. Linear in the number of entries. */
export const targetStates = lastAnswer(findStates);

/** Whether the root file system of every distribution has this directory. */
export function isGuestDirectory(path: string): boolean {
  return guestDirectories.has(path);
}

function findStates(container: Container): ReadonlyMap<MountEntry, TargetState> {
  const states = new Map<MountEntry, TargetState>();
  const seen: Seen = { made: new Map(), covers: new Map() };
  let turn = 0;
  for (const mount of mountsInOrder(container)) {
    turn++;
    const { entry, path } = mount;
    const state = stateOf(mount, seen);
    if (entry) states.set(entry, state);
    // Nothing is mounted where nothing is.
    if (entry && state === "missing" && !createdKind(entry)) continue;
    if (mount.mountPoint || (entry && createdKind(entry))) make(seen, path, turn);
    if (entry || mount.mountPoint || mountsDev(container))
      seen.covers.set(path, { turn, empty: isEmpty(container, mount), entry });
    if (!entry && !mount.mountPoint) for (const path of madeInDev(container)) make(seen, path, turn + 0.5);
  }
  return states;
}

interface Cover {
  readonly turn: number;
  /** It holds nothing when it is mounted. */
  readonly empty: boolean;
  readonly entry: MountEntry | undefined;
}

interface Seen {
  /** Paths that exist, with the turn in which they were made. */
  readonly made: Map<string, number>;
  /** Where something was mounted last, and whether it is empty at first. */
  readonly covers: Map<string, Cover>;
}

function stateOf({ path, entry }: Mount, { made, covers }: Seen): TargetState {
  // These two are the kernel's, and their files are there or not whatever the config says.
  if (path.startsWith("proc/") || path.startsWith("sys/")) return "there";
  const own = covers.get(path);
  let cover: Cover = { turn: -1, empty: false, entry: undefined };
  for (const above of pathsAbove(path)) {
    const found = covers.get(above);
    if (found && found.turn > cover.turn) cover = found;
  }
  if ((made.get(path) ?? -1) > cover.turn || (own && own.turn > cover.turn)) return "there";
  if (entry && cover.entry && showsAnyway(cover.entry, entry)) return "there";
  if (cover.turn >= 0) return cover.empty ? "missing" : "unknown";
  return guestDirectories.has(path) ? "there" : "unknown";
}

function make({ made }: Seen, path: string, turn: number): void {
  made.set(path, turn);
  for (const above of pathsAbove(path)) made.set(above, turn);
}

function pathsAbove(path: string): readonly string[] {
  const paths: string[] = [];
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) paths.push(path.slice(0, at));
  return paths;
}

// LXC fills /dev after the entries, so at their turn it holds nothing but `pts`. Run with 5.0.2: even /dev/null is missing then.
function isEmpty(container: Container, { entry, mountPoint }: Mount): boolean {
  if (mountPoint) return false;
  if (!entry)
    return !container.raw.some(
      (each) => each.key.text === "lxc.mount.fstab" || isForeignInclude(each.key.text, each.value.text),
    );
  return !isBindMount(entry) && (entry.type?.decoded === "tmpfs" || entry.type?.decoded === "ramfs");
}

// LXC's own files are known; what another file mounts below /dev is not.
function isForeignInclude(key: string, value: string): boolean {
  return key === "lxc.include" && value !== "" && !value.startsWith("/usr/share/lxc/config/");
}

/** Whether LXC puts an empty file system on `/dev`, as it does unless `lxc.autodev` is 0 or empty. */
export function mountsDev(container: Container): boolean {
  const last = container.raw.findLast((entry) => entry.key.text === "lxc.autodev");
  return last === undefined || Number(rawValue(container, "lxc.autodev")?.value.text ?? 0) !== 0;
}

/** `mqueue` comes from LXC's common.conf, `shm` from Proxmox for application containers. */
function madeInDev(container: Container): readonly string[] {
  const made = ["dev/pts"];
  const includes = container.raw.some((entry) => entry.key.text === "lxc.include");
  if (container.document.dialect === "proxmox" || includes) made.push("dev/mqueue");
  if (container.settings.has("entrypoint")) made.push("dev/shm");
  return made;
}
