import type { Container, RawEntry } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Token } from "../../syntax/token.js";
import { removeLine } from "../fixes.js";

const key = "lxc.apparmor.profile";

/** The AppArmor profile that a container starts under. */
export interface Profile {
  readonly name: string;
  /** The line that decides; absent when none is written. Even an empty one keeps Proxmox from generating a profile of its own. */
  readonly entry: RawEntry | undefined;
}

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, make_apparmor_config(); liblxc 6.0.6, src/lxc/lsm/apparmor.c. */
export function profileOf(container: Container): Profile {
  const entry = container.raw.findLast((each) => each.key.text === key);
  const byLxc = factOf(lxcKeys, key)?.default ?? "";
  if (!entry) return { name: container.document.dialect === "proxmox" ? "generated" : byLxc, entry };
  return { name: entry.value.text || byLxc, entry };
}

/** The name in a line that sets a profile, or the key when the value is empty. */
export function placeOf(entry: RawEntry): Token {
  return entry.value.text === "" ? entry.key : entry.value;
}

/** Takes away every line that sets a profile, so that no earlier one comes into force. */
export function removeProfile(container: Container): readonly TextEdit[] {
  return container.raw.filter((entry) => entry.key.text === key).map((entry) => removeLine(entry.line));
}

/** The lines of a list such as `lxc.apparmor.raw` that reach the start. */
export function inForce(container: Container, name: string): readonly RawEntry[] {
  return container.raw.filter((entry) => entry.key.text === name && !entry.clearedBy && entry.value.text !== "");
}
