import { isTrue } from "../perlValues.js";
import { isSince } from "../releases.js";
import { add, type Draft, featureOrigin, type Refused, rawLine, refused } from "./draft.js";
import { originIn, originOf, proxmoxRules } from "./origin.js";

/** The seccomp profile. Source: pve-container 6.1.10, src/PVE/LXC.pm, make_seccomp_config(). */
export function addSeccomp(draft: Draft): Refused | undefined {
  const { ctid, unprivilegedBy } = draft;
  if (rawLine(draft, "lxc.seccomp.profile")) {
    const overridden = ["keyctl", "mknod"].filter((name) => featureOrigin(draft, name));
    warnOfOverride(draft, "seccomp", overridden);
    return undefined;
  }
  if (!unprivilegedBy) return undefined;
  const mknod = featureOrigin(draft, "mknod");
  if (mknod) {
    const { kernel } = draft.host;
    if (!isKernelSince(kernel, 5, 3)) {
      const error = `'mknod' feature requested, but kernel too old (found ${kernel}, required >= 5.3)`;
      return refused("kernel", error, mknod);
    }
    add(draft, "lxc.seccomp.notify.proxy", `unix:${syscallSocket(draft)}`, mknod);
    add(draft, "lxc.seccomp.notify.cookie", String(ctid), mknod);
  }
  add(draft, "lxc.seccomp.profile", `/var/lib/lxc/${ctid}/rules.seccomp`, unprivilegedBy);
  return undefined;
}

/** The AppArmor profile and FUSE. Source: as above, make_apparmor_config(). */
export function addAppArmor(draft: Draft): undefined {
  const fuse = featureOrigin(draft, "fuse");
  if (rawLine(draft, "lxc.apparmor.profile")) {
    const overridden = ["fuse", "nesting", "mount"].filter((name) => featureOrigin(draft, name));
    warnOfOverride(
      draft,
      "apparmor",
      overridden.map((name) => `features:${name}`),
    );
  } else addGeneratedProfile(draft);
  if (fuse) {
    add(draft, "lxc.apparmor.raw", "mount fstype=fuse,", fuse);
    add(draft, "lxc.mount.entry", "/dev/fuse dev/fuse none bind,create=file 0 0", fuse);
  }
}

function addGeneratedProfile(draft: Draft): void {
  const isNine = isSince(draft.release, "9.0");
  const nesting = featureOrigin(draft, "nesting");
  add(draft, "lxc.apparmor.profile", "generated", proxmoxRules.appArmor);
  if (isNine) add(draft, "lxc.apparmor.raw", "allow mqueue,", proxmoxRules.messageQueues);
  if (nesting) {
    add(draft, "lxc.apparmor.allow_nesting", "1", nesting);
    if (isNine) add(draft, "lxc.apparmor.raw", "allow userns,", nesting);
  } else {
    const off = draft.features.values.get("nesting");
    const line = draft.settings.get("features")?.line;
    const origin = off && line ? originIn(line, off) : proxmoxRules.noNesting;
    add(draft, "lxc.apparmor.raw", "deny mount -> /proc/,", origin);
    add(draft, "lxc.apparmor.raw", "deny mount -> /sys/,", origin);
  }
  const mount = featureOrigin(draft, "mount");
  const names = mount && draft.features.values.get("mount")?.value;
  if (!mount || !isTrue(names)) return;
  for (const name of splitFileSystems(names)) add(draft, "lxc.apparmor.raw", `mount fstype=${name},`, mount);
}

/** The map of user and group ids, unless the file has one of its own. */
export function addIdMap(draft: Draft): undefined {
  if (!draft.unprivilegedBy || draft.ownIdMap) return;
  add(draft, "lxc.idmap", "u 0 100000 65536", draft.unprivilegedBy);
  add(draft, "lxc.idmap", "g 0 100000 65536", draft.unprivilegedBy);
}

/** What liblxc reads before all else, by the distribution. */
export function addIncludes(draft: Draft): Refused | undefined {
  const ostype = draft.settings.get("ostype");
  if (!ostype || !isTrue(ostype.value)) {
    return refused("setting", "missing 'ostype' - internal error", ostype && originOf(ostype.line));
  }
  add(draft, "lxc.include", templateFile(draft, ostype.value, "common.conf"), originOf(ostype.line));
  if (draft.unprivilegedBy) {
    add(draft, "lxc.include", templateFile(draft, ostype.value, "userns.conf"), draft.unprivilegedBy);
  }
  return undefined;
}

function templateFile({ host }: Draft, ostype: string, kind: string): string {
  const own = `${ostype}.${kind}`;
  return `/usr/share/lxc/config/${host.templates.includes(own) ? own : kind}`;
}

function warnOfOverride(draft: Draft, profile: string, settings: readonly string[]): void {
  if (settings.length === 0) return;
  const list = settings.join(", ");
  draft.warnings.push(`explicitly configured lxc.${profile}.profile overrides the following settings: ${list}\n`);
}

/** The service moved its socket between the runs for 8.4 and 9.0. */
function syscallSocket({ host, release }: Draft): string {
  const ofRelease = isSince(release, "9.0") ? "/run/pve-lxc-syscalld/socket" : "/run/pve/lxc-syscalld.sock";
  return host.syscallSocket ?? ofRelease;
}

function isKernelSince(kernel: string, major: number, minor: number): boolean {
  const [first, second] = kernel.split(".").map((part) => Number.parseInt(part, 10));
  return first !== undefined && (first > major || (first === major && (second ?? 0) >= minor));
}

/** The pattern of the feature leaves blanks and `;` as separators. */
function splitFileSystems(names: string): readonly string[] {
  return names.split(/[; ]/).filter((name) => name !== "");
}
