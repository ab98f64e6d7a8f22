import { type Container, isUnprivileged } from "../../container/container.js";
import type { Token } from "../../syntax/token.js";

/** Folders of LXC's own templates, which bring no ID map. */
const templates = "/usr/share/lxc/config/";

/**
 * Where a container turns out to be privileged: the setting that says so, else its root file system. Undefined for an unprivileged one, and where the
 * text is only a piece of a config, or includes files that may bring an ID map.
 */
export function privilegedAt(container: Container): Token | undefined {
  if (isUnprivileged(container)) return undefined;
  if (container.raw.some(({ key, value }) => key.text === "lxc.include" && !value.text.startsWith(templates)))
    return undefined;
  const { settings, raw } = container;
  return (
    settings.get("unprivileged")?.value ??
    settings.get("rootfs")?.key ??
    raw.findLast(({ key }) => key.text === "lxc.rootfs.path")?.key
  );
}

export function isPrivileged(container: Container): boolean {
  return privilegedAt(container) !== undefined;
}
