import { type Container, isUnprivileged } from "../../container/container.js";
import { isSince } from "../../container/releases.js";
import { countsAsTrue } from "../../container/values.js";
import { diskNameOf, isOn, mountedVolumes, propertyOf, type Volume } from "../../container/volumes.js";
import type { RejectedBy, Severity } from "../finding.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./removeProperty.js";

/** Quotas for the users of a container need a privileged one, a volume with a file system of its own, and cgroup v1. */
export const quota = defineRule({
  name: "volume-quota",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const volume of mountedVolumes(container)) {
      const property = isOn(volume, "quota") ? propertyOf(volume, "quota") : undefined;
      const fault = property && faultOf(container, volume);
      if (!property || !fault) continue;
      const { message, severity, rejectedBy } = fault;
      const edits = [removeProperty(volume, property)];
      // Where it does nothing, the file means the same without it.
      const fixes = [{ title: `Remove \`${property.text}\``, safe: rejectedBy === "ignored", edits }];
      report(property, message, { severity, rejectedBy, fixes });
    }
  },
});

interface Fault {
  readonly message: string;
  readonly severity: Severity;
  readonly rejectedBy: RejectedBy;
}

/** Source: pve-container 6.1.10, src/PVE/API2/LXC/Status.pm, vm_start, and src/PVE/LXC.pm, __mountpoint_mount(); pve-docs, pct.adoc. */
function faultOf(container: Container, volume: Volume): Fault | undefined {
  const setting = container.settings.get("unprivileged");
  if (setting && countsAsTrue(setting.value.text)) {
    const message = "Proxmox has no quotas in unprivileged containers, so the container does not start. Remove it.";
    return { message, severity: "error", rejectedBy: "start" };
  }
  const without = "so `quota=1` has no effect. Remove it.";
  if (volume.kind === "bind") return ignored(`Proxmox sets up no quotas on a directory of the host, ${without}`);
  if (diskNameOf(volume).startsWith("subvol-")) return ignored(`Proxmox sets up no quotas on a subvolume, ${without}`);
  if (isOn(volume, "ro")) return ignored(`Nobody can write to this mount, ${without}`);
  if (isUnprivileged(container)) return ignored(`With an ID map the container may not set quotas, ${without}`);
  return isSince(container.target.proxmox, "9.0")
    ? ignored(`User quotas need cgroup v1, which Proxmox VE 9 no longer has, ${without}`)
    : undefined;
}

function ignored(message: string): Fault {
  return { message, severity: "warning", rejectedBy: "ignored" };
}
