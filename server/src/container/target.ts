import { newestRelease, type ProxmoxRelease, proxmoxReleases, releaseFacts } from "../knowledge/releases.js";

/** The programs whose verdict is asked for. */
export interface Target {
  /** What reads a CT config and writes the liblxc config. */
  readonly proxmox: ProxmoxRelease;
  /** The version of liblxc that loads and starts it, such as "6.0.6". */
  readonly liblxc: string;
}

/** liblxc releases that a native config can be checked for. What is said of 7.0 was read in its source, of the others run. */
export const liblxcReleases = ["5.0.2", "6.0.4", "6.0.6", "7.0.0"] as const;

/** What counts when nobody names a target: the newest Proxmox VE, and for native configs the newest liblxc that was run. */
export const newestTarget: Target = { proxmox: newestRelease, liblxc: "6.0.6" };

/** The target that a text names: a release of Proxmox VE such as `8.4`, or a version of liblxc such as `6.0.6`. Undefined for anything else. */
export function targetOf(text: string): Target | undefined {
  const release = proxmoxReleases.find((each) => each === text);
  if (release) return { proxmox: release, liblxc: releaseFacts[release].liblxc };
  return /^[567]\.\d{1,3}(\.\d{1,3})?$/.test(text) ? { ...newestTarget, liblxc: text } : undefined;
}

/** Whether the target's liblxc is of that version or a later one. */
export function hasLiblxc(target: Target, version: string): boolean {
  const have = target.liblxc.split(".").map(Number);
  const want = version.split(".").map(Number);
  for (let at = 0; at < 3; at++) {
    const difference = (have[at] ?? 0) - (want[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
