import type { Setting } from "./container.js";

/** The value of a setting that is a number as Proxmox wants one; undefined for any other text, and without a setting. */
export function plainNumber(setting: Setting | undefined): number | undefined {
  if (!setting || !/^[0-9]+(?:\.[0-9]+)?$/.test(setting.value.text)) return undefined;
  return Number(setting.value.text);
}
