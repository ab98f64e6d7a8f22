import { type Container, isUnprivileged } from "../../container/container.js";
import { booleanOf } from "../../container/values.js";
import { diskNameOf, isOn, mountedVolumes, propertyOf, type Volume } from "../../container/volumes.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Property } from "../../syntax/propertyString.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { removeProperty } from "./removeProperty.js";

/** Properties that Proxmox reads and that do nothing for this kind of mount, or beside another property. */
export const propertyIgnored = defineRule({
  name: "mount-point-property-ignored",
  area: "volume",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const volume of mountedVolumes(container)) {
      for (const property of volume.properties) {
        const fault = property.key && faultOf(container, volume, property.key.text, property.value?.text ?? "");
        if (fault) reportFault(volume, property, fault, report);
      }
      checkOptions(volume, report);
    }
  },
});

interface Fault {
  readonly message: string;
  /** Somebody relies on it. */
  readonly misleads: boolean;
}

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, __mountpoint_mount(), and src/PVE/LXC/Config.pm, mountpoint_backup_enabled(). */
function faultOf(container: Container, volume: Volume, name: string, value: string): Fault | undefined {
  const ofHost = volume.kind !== "volume";
  const what = volume.kind === "device" ? "device" : "directory";
  switch (name) {
    case "backup":
      if (!ofHost || booleanOf(value) !== true) return undefined;
      return misleading(
        `Proxmox backs up volumes only, so this ${what} of the host is in no backup whatever stands here. Back it up on the host.`,
      );
    case "size":
      return ofHost && volume.name === "mp"
        ? idle(`A ${what} of the host has its own size, and this one says nothing. Remove it.`)
        : undefined;
    case "shared":
      return ofHost
        ? undefined
        : idle(
            "`shared` is a promise about directories and devices of the host; about a volume its storage decides. Remove it.",
          );
    case "acl":
      return aclFault(volume, booleanOf(value));
    case "idmap":
      return isUnprivileged(container)
        ? undefined
        : misleading(
            "Proxmox maps no IDs in a privileged container and ignores this. Remove it, or make the container unprivileged.",
          );
    default:
      return undefined;
  }
}

/** Off is known to ZFS alone, whose volumes for containers are named `subvol-…`. */
function aclFault(volume: Volume, isEnabled: boolean | undefined): Fault | undefined {
  if (isEnabled !== false) return undefined;
  if (volume.kind === "volume" && !diskNameOf(volume).startsWith("vm-")) return undefined;
  return idle("`acl=0` has an effect on ZFS only and does nothing here. Remove it.");
}

function misleading(message: string): Fault {
  return { message, misleads: true };
}

function idle(message: string): Fault {
  return { message, misleads: false };
}

function reportFault(volume: Volume, property: Property, { message, misleads }: Fault, report: Report): void {
  report(property, message, {
    severity: misleads ? "warning" : "hint",
    tags: ["unnecessary"],
    fixes: [{ title: `Remove \`${property.text}\``, safe: true, edits: [removeProperty(volume, property)] }],
  });
}

/** The options that count for a mount that nobody can write to. Source: as above, is_valid_ro_mount_option(). */
const readOnlyOptions = new Set(["nodev", "noexec", "nosuid"]);

function checkOptions(volume: Volume, report: Report): void {
  const property = isOn(volume, "ro") ? propertyOf(volume, "mountoptions") : undefined;
  if (!property?.value) return;
  const words = property.value.text.split(";");
  const lost = words.filter((word) => !readOnlyOptions.has(word));
  if (lost.length === 0) return;
  const kept = words.filter((word) => readOnlyOptions.has(word));
  const edits: readonly TextEdit[] =
    kept.length === 0 ? [removeProperty(volume, property)] : [replace(property.value, kept.join(";"))];
  report(
    property.value,
    `With \`ro=1\` Proxmox drops ${lost.map((word) => `\`${word}\``).join(" and ")}, which changes nothing about a mount that is only read. Remove ${lost.length === 1 ? "it" : "them"}.`,
    {
      severity: "hint",
      tags: ["unnecessary"],
      fixes: [{ title: `Remove \`${lost.join(";")}\``, safe: true, edits }],
    },
  );
}
