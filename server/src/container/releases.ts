import type { Fact, Versions } from "../knowledge/fact.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";

const ranks = new Map<string, number>();

/** "9.1" as a number that can be compared: 9001. */
function rankOf(version: string): number {
  const known = ranks.get(version);
  if (known !== undefined) return known;
  const [major, minor] = version.split(".");
  const rank = Number(major) * 1000 + Number(minor ?? 0);
  ranks.set(version, rank);
  return rank;
}

/** Whether a release is that version of Proxmox VE or a later one. */
export function isSince(release: ProxmoxRelease, version: string): boolean {
  return rankOf(release) >= rankOf(version);
}

/** Whether a release has what a fact tells of. */
export function releaseHas(release: ProxmoxRelease, fact: Pick<Fact, "since" | "removed">): boolean {
  return hasBegun(release, fact.since) && (fact.removed?.pve === undefined || !isSince(release, fact.removed.pve));
}

/** Whether a release is not older than those versions. */
export function hasBegun(release: ProxmoxRelease, since: Versions | undefined): boolean {
  return since?.pve === undefined || isSince(release, since.pve);
}
