/** The releases of Proxmox VE whose rules are known, oldest first. */
export const proxmoxReleases = ["8.0", "8.1", "8.2", "8.3", "8.4", "9.0", "9.1", "9.2"] as const;

export type ProxmoxRelease = (typeof proxmoxReleases)[number];

export const newestRelease: ProxmoxRelease = "9.2";

/** The programs of a release that decide what becomes of a container's config. */
export interface ReleaseFact {
  /** The version of pve-container whose reader and generator were run for this release. */
  readonly container: string;
  /** The liblxc (package lxc-pve) that the release is delivered with. */
  readonly liblxc: string;
  /** Where the version of liblxc was read. */
  readonly source: string;
}

export const releaseFacts: Readonly<Record<ProxmoxRelease, ReleaseFact>> = {
  "8.0": { container: "5.0.3", liblxc: "5.0.2", source: "Proxmox VE 8.0 release notes" },
  "8.1": { container: "5.0.8", liblxc: "5.0.2", source: "Proxmox VE 8.1 release notes" },
  "8.2": { container: "5.0.11", liblxc: "6.0.0", source: "Proxmox VE 8.2 release notes" },
  "8.3": { container: "5.2.2", liblxc: "6.0.0", source: "Proxmox VE 8.3 release notes" },
  "8.4": { container: "5.2.6", liblxc: "6.0.0", source: "pveversion of hosts with 8.4, lxc-pve 6.0.0-1" },
  "9.0": { container: "6.0.9", liblxc: "6.0.4", source: "Proxmox VE 9.0 release notes" },
  "9.1": { container: "6.0.18", liblxc: "6.0.5", source: "pveversion of hosts with 9.1, lxc-pve 6.0.5-3" },
  "9.2": { container: "6.1.10", liblxc: "7.0.0", source: "pveversion of hosts with 9.2, lxc-pve 7.0.0-2" },
};
