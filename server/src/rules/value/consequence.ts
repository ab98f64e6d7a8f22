import type { Container } from "../../container/container.js";
import { keyNameOf } from "../../container/keys.js";
import type { RefusedSetting } from "../../container/refusedSettings.js";
import type { Severity } from "../finding.js";

/** What comes of a property string that Proxmox' reader refuses. */
export interface Consequence {
  /** The end of a sentence that begins with "so". */
  readonly so: string;
  readonly severity: Severity;
}

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config(), and Config.pm, foreach_volume(), run with each key. */
export function consequenceOf(container: Container, { line, key, written }: RefusedSetting): Consequence {
  const { section } = line;
  const { name } = keyNameOf(key.text);
  if (name === "unused") return { so: "Proxmox cannot delete this volume", severity: "warning" };
  const isLost = container.settings.get(key.text)?.line !== line;
  if (name === "mp") {
    if (section.kind === "snapshot") {
      return { so: "this mount is silently left out after a rollback to this snapshot", severity: "error" };
    }
    // A directory or a device of the host is no volume that anybody could delete or back up.
    const isVolume = !written.text.startsWith("/") && !written.text.includes("volume=/");
    const volume = isVolume ? "; its volume counts as unused, can be deleted and is in no backup" : "";
    return { so: `Proxmox silently leaves this mount out${volume}`, severity: "error" };
  }
  if (section.kind === "snapshot") {
    return { so: "the container does not start after a rollback to this snapshot", severity: "error" };
  }
  if (section.kind === "pending") {
    return { so: "the container does not start once this change is applied", severity: "error" };
  }
  return { so: isLost ? "Proxmox refuses the whole line" : "the container does not start", severity: "error" };
}
