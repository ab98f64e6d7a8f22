import type { Container, Device, RawDeviceRule } from "../container/container.js";
import { createdKind, isBindMount, type MountEntry, mountOption } from "../container/mountEntries.js";
import type { TextEdit } from "../syntax/edit.js";
import { setFeatures } from "./features/setFeatures.js";
import { appendToMain, removeLine } from "./fixes.js";

/** How the change is called wherever it is offered. */
export const enableFuseTitle = "Enable FUSE in this container";

const rightEntry = "/dev/fuse dev/fuse none bind,create=file 0 0";

/**
 * What makes FUSE work in a container, and no more. In a Proxmox config that is `fuse=1` among the features of the main section, from which
 * Proxmox makes the mount entry and the AppArmor rule; raw lines and `devN` lines for the device go. A native config gets the entry itself.
 * Empty when there is nothing to do.
 */
export function enableFuse(container: Container): readonly TextEdit[] {
  const { text } = container.document;
  if (container.document.dialect === "lxc") return withoutGap(text, repairEntries(container, "lxc.mount.entry = "));
  const switched = setFeatures(container, ["fuse"]);
  // A line that clears the mount entries takes away the one that Proxmox makes of fuse=1 too.
  const entries = clearsMountEntries(container) ? repairEntries(container, "lxc.mount.entry: ") : [];
  return withoutGap(text, [...switched, ...entries, ...superfluousWithFuse(container)]);
}

/** The edits that remove what `fuse=1` makes superfluous: entries and `devN` lines for `/dev/fuse`, and the rule for its number. */
export function superfluousWithFuse(container: Container): readonly TextEdit[] {
  const entries = clearsMountEntries(container) ? [] : container.mountEntries.filter(bringsFuse);
  return [
    ...entries.flatMap((entry) => (entry.entry ? [removeLine(entry.entry.line)] : [])),
    ...[...fuseDevices(container), ...superfluousFuseRules(container)].map(({ line }) => removeLine(line)),
  ];
}

/** Whether an entry is there to bring `/dev/fuse` to its usual place, be it well or badly written. */
export function bringsFuse(entry: MountEntry): boolean {
  if (entry.source?.decoded !== "/dev/fuse") return false;
  return entry.place.kind === "inside" ? entry.place.path === "dev/fuse" : entry.place.kind !== "outside";
}

/** Whether an entry really brings `/dev/fuse`, on its own or, with `targetExists`, onto a node that is there already. */
export function isWorkingFuseEntry(entry: MountEntry, targetExists: boolean): boolean {
  if (!bringsFuse(entry) || entry.place.kind !== "inside" || !isBindMount(entry)) return false;
  return createdKind(entry) === "file" || (targetExists && !mountOption(entry, "create"));
}

/** The `devN` lines that pass `/dev/fuse`. */
export function fuseDevices(container: Container): readonly Device[] {
  return container.devices.filter((device) => device.path?.text === "/dev/fuse");
}

/** The lines that allow the device number of `/dev/fuse`. */
export function fuseRules(container: Container): readonly RawDeviceRule[] {
  return container.deviceRules.filter(
    ({ key, rule }) => key.text.endsWith(".allow") && rule.type === "c" && rule.major === 10 && rule.minor === 229,
  );
}

/** LXC's common.conf allows 10:229 already. A config that denies or clears rules on its own may need the line, so there it stays. */
export function superfluousFuseRules(container: Container): readonly RawDeviceRule[] {
  const denies = container.deviceRules.some((entry) => entry.key.text.endsWith(".deny"));
  const clears = container.raw.some((entry) => entry.value.text === "" && entry.key.text.includes(".devices."));
  return denies || clears ? [] : fuseRules(container);
}

/** Whether a raw line clears the mount entries, those that Proxmox adds included: raw lines come last in the generated config. */
export function clearsMountEntries(container: Container): boolean {
  return container.raw.some((entry) => entry.key.text === "lxc.mount.entry" && entry.value.text === "");
}

/** Keeps one entry that works, or makes it, and removes the others. */
function repairEntries(container: Container, key: string): readonly TextEdit[] {
  const entries = container.mountEntries.filter(bringsFuse);
  const keep = entries.find((entry) => isWorkingFuseEntry(entry, false));
  const edits = entries
    .filter((entry) => entry !== keep)
    .flatMap((entry) => (entry.entry ? [removeLine(entry.entry.line)] : []));
  return keep ? edits : [...edits, appendToMain(container, [`${key}${rightEntry}`])];
}

/**
 * When the last line of a text goes and has no line end, what is inserted behind it brings one that nobody needs any more.
 */
function withoutGap(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const atEnd = edits.some((edit) => edit.end === text.length && edit.start < edit.end);
  if (!atEnd) return edits;
  return edits.map((edit) =>
    edit.start === text.length ? { ...edit, newText: edit.newText.replace(/^\r?\n/, "") } : edit,
  );
}
