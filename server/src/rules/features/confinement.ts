import { type Container, rawValue } from "../../container/container.js";

/**
 * Whether Proxmox makes the AppArmor profile, so that features change it. A profile that is set by hand replaces all of it.
 * Source: pve-container 6.1.10, src/PVE/LXC.pm, make_apparmor_config().
 */
export function hasGeneratedProfile(container: Container): boolean {
  return rawValue(container, "lxc.apparmor.profile") === undefined;
}
