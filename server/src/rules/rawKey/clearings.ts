import { type Container, hasFeature, type RawEntry } from "../../container/container.js";
import { isSince } from "../../container/releases.js";
import type { Finding } from "../finding.js";

/** What an empty raw key takes away of what Proxmox and LXC's templates have set before it. */
export interface Clearing extends Pick<Finding, "severity" | "rejectedBy"> {
  /** A sentence or two that say what happens. */
  readonly what: string;
  /** The key of the setting that is lost by it. */
  readonly setting?: string;
}

type Judge = (container: Container, entry: RawEntry) => Clearing | undefined;

const proxmoxHook = "/usr/share/lxc/hooks/lxc-pve-";

/** Nothing that was there is taken away. */
const nothing = undefined;

/**
 * Source: pve-container 6.1.10, src/PVE/LXC.pm, src/lxc-pve.conf, src/lxc-pve-userns.conf and the three hooks; lxc 5.0.2, config/common.conf and
 * userns.conf; what liblxc 5.0.2 does without them was started.
 */
const judges: Readonly<Record<string, Judge>> = {
  "lxc.hook.pre-start": rootfsHook,
  "lxc.hook.autodev": deviceHook,
  "lxc.hook.post-stop": (container, entry) =>
    isBroughtBack(container, entry)
      ? nothing
      : warning(
          "This takes Proxmox' own hook away: after a stop the volumes stay mounted, the hookscript is not told, and a reboot from inside ends in a stop.",
        ),
  "lxc.mount.auto": (container, entry) =>
    isFilledAgain(container, entry)
      ? nothing
      : warning(
          "This takes away what Proxmox and LXC's templates mount by themselves, so the container starts without /proc, /sys and cgroups.",
        ),
  "lxc.mount.entry": mountEntries,
  "lxc.environment": (container, entry) =>
    isFilledAgain(container, entry) ? nothing : hint("This takes away `TERM=linux`, which Proxmox sets."),
  "lxc.apparmor.raw": appArmorRules,
  "lxc.apparmor.profile": (container) =>
    hasFeature(container, "nesting") || hasFeature(container, "fuse") || hasFeature(container, "mount")
      ? nothing
      : warning(
          "Even empty, this line keeps Proxmox from generating an AppArmor profile, and the container gets liblxc's plain one.",
        ),
  "lxc.cgroup2.memory.max": () => limit("memory"),
  "lxc.cgroup2.memory.swap.max": () => limit("swap"),
  "lxc.cgroup2.cpu.max": (container) => limitOf(container, "cpulimit"),
  "lxc.cgroup2.cpu.weight": (container) => limitOf(container, "cpuunits"),
  "lxc.cgroup2.cpuset.cpus": (container) => limitOf(container, "cores"),
  "lxc.uts.name": () => ({
    ...warning("This takes away the host name, and the container starts under that of the host."),
    setting: "hostname",
  }),
  "lxc.tty.max": () => ({ ...information("This is 0 to liblxc: the container has no terminals."), setting: "tty" }),
  "lxc.autodev": () => warning("This is 0 to liblxc: /dev is not filled, not even with /dev/null."),
  "lxc.init.cmd": (container) =>
    container.settings.has("entrypoint") && isSince(container.target.proxmox, "9.1")
      ? { ...warning("This takes away the command of `entrypoint`, and /sbin/init is run."), setting: "entrypoint" }
      : nothing,
};

/** What an empty line of the main section takes away; undefined when there was nothing. Of interfaces and device rules others speak. */
export function clearingBy(container: Container, entry: RawEntry): Clearing | undefined {
  const key = entry.key.text;
  return Object.hasOwn(judges, key) ? judges[key]?.(container, entry) : nothing;
}

function warning(what: string): Clearing {
  return { severity: "warning", rejectedBy: null, what };
}

function information(what: string): Clearing {
  return { severity: "information", rejectedBy: null, what };
}

function hint(what: string): Clearing {
  return { severity: "hint", rejectedBy: null, what };
}

/** Lines of the same key behind the empty one. */
function later({ raw }: Container, entry: RawEntry): readonly RawEntry[] {
  return raw.filter(
    ({ key, value, clearedBy, line }) =>
      key.text === entry.key.text && line.index > entry.line.index && value.text !== "" && !clearedBy,
  );
}

function isFilledAgain(container: Container, entry: RawEntry): boolean {
  return later(container, entry).length > 0;
}

/** Somebody who writes Proxmox' own hook again knows what the empty line did. */
function isBroughtBack(container: Container, entry: RawEntry): boolean {
  return later(container, entry).some(({ value }) => value.text.startsWith(proxmoxHook));
}

function rootfsHook(container: Container, entry: RawEntry): Clearing | undefined {
  if (isBroughtBack(container, entry)) return nothing;
  const what = "This takes Proxmox' own hook away, which mounts the root file system and every `mpN`";
  const isReplaced =
    isFilledAgain(container, entry) || container.raw.some(({ key }) => key.text === "lxc.hook.pre-mount");
  return isReplaced
    ? warning(`${what}: unless another hook does that, the container finds no init and does not start.`)
    : { severity: "error", rejectedBy: "start", what: `${what}: the container finds no init and does not start.` };
}

function deviceHook(container: Container, entry: RawEntry): Clearing | undefined {
  if (isBroughtBack(container, entry)) return nothing;
  const [device] = container.devices;
  const what = "This takes Proxmox' own hook away, which puts the devices of `devN` into the container";
  return device
    ? { ...warning(`${what}: they are missing inside.`), setting: device.key.text }
    : information(`${what}; there is none now.`);
}

function mountEntries(container: Container): Clearing {
  const { settings, target } = container;
  if (hasFeature(container, "fuse")) {
    return {
      ...warning("This takes away the mount of /dev/fuse, which Proxmox adds for `fuse=1`."),
      setting: "features",
    };
  }
  if (settings.has("entrypoint") && isSince(target.proxmox, "9.2")) {
    return {
      ...warning("This takes away the mount of /dev/shm, which Proxmox adds for `entrypoint`."),
      setting: "entrypoint",
    };
  }
  return hint("This takes away the mounts of LXC's templates, such as /sys/fs/fuse/connections.");
}

function appArmorRules(container: Container): Clearing | undefined {
  if (container.raw.some(({ key }) => key.text === "lxc.apparmor.profile")) return nothing;
  const what = "This takes away the rules that Proxmox writes for the AppArmor profile";
  if (!hasFeature(container, "nesting")) {
    return warning(`${what}: mounts onto /proc and /sys are no longer denied.`);
  }
  return { ...warning(`${what}, those of the features included.`), setting: "features" };
}

function limit(setting: string): Clearing {
  return { ...warning(`This takes away the limit that Proxmox writes for \`${setting}\`.`), setting };
}

function limitOf(container: Container, setting: string): Clearing | undefined {
  if (!container.settings.has(setting)) return nothing;
  return setting === "cores"
    ? {
        ...warning("Because of this line Proxmox chooses no CPUs for `cores`, and the container has all of the host."),
        setting,
      }
    : limit(setting);
}
