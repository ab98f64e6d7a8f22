import { templates } from "../knowledge/templates.js";
import { type Container, isUnprivileged } from "./container.js";
import { factOf } from "./keys.js";

/** A line that liblxc reads without its standing in the file. */
export type TemplateLine = readonly [key: string, value: string];

/** What the templates set before the first line of the file: those that Proxmox includes; none for a native config, which names its own. */
export function templateLines(container: Container): readonly TemplateLine[] {
  if (container.document.dialect === "lxc") return [];
  return isUnprivileged(container) ? ofUnprivileged : ofPrivileged;
}

/** What a template sets that a line `lxc.include` names; undefined for a file of somebody's own. */
export function linesOfInclude(path: string): readonly TemplateLine[] | undefined {
  const folder = "/usr/share/lxc/config/";
  if (!path.startsWith(folder)) return undefined;
  // That of a distribution, `debian.common.conf`, reads the common one.
  const kind = path.slice(folder.length).split(".").slice(-2).join(".");
  return factOf(templates, kind)?.lines;
}

const ofPrivileged = linesOf(["common.conf", "common.conf.d/01-pve.conf"]);
const ofUnprivileged = [...ofPrivileged, ...linesOf(["userns.conf", "userns.conf.d/01-pve.conf"])];

function linesOf(names: readonly string[]): readonly TemplateLine[] {
  return names.flatMap((name) => factOf(templates, name)?.lines ?? []);
}
