import { distributions } from "../knowledge/distributions.js";
import { type Container, rawValue } from "./container.js";
import { factOf } from "./keys.js";
import { countsAsTrue } from "./values.js";

/**
 * Whether the container starts systemd, as far as its file tells: its distribution does, and no other program is set as the first one.
 * Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config() (`entrypoint`).
 */
export function startsSystemd(container: Container): boolean {
  const system = container.settings.get("ostype")?.value.text;
  if (system === undefined || !factOf(distributions, system)?.systemd) return false;
  const entrypoint = container.settings.get("entrypoint")?.value.text ?? "/sbin/init";
  return entrypoint === "/sbin/init" && !rawValue(container, "lxc.init.cmd");
}

/** Whether the file is the config of a container and not a piece of one: without these three keys no container starts. */
export function isWholeConfig(container: Container): boolean {
  return ["arch", "ostype", "rootfs"].every((key) => container.settings.has(key));
}

/** A template never starts; containers are cloned from it. */
export function isTemplate(container: Container): boolean {
  const template = container.settings.get("template");
  return template !== undefined && countsAsTrue(template.value.text);
}
