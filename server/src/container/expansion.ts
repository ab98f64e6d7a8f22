import type { HostDescription } from "../knowledge/hostDescription.js";
import type { Line } from "../syntax/document.js";
import type { Container, Setting } from "./container.js";
import { type ExpandedInPart, expandInPart } from "./expand.js";

/** What may be assumed of every host, so that what is found wrong on it is wrong everywhere: it has all that a config asks for. */
const anyHost: HostDescription = {
  controllers: { v1: [], v2: ["cpu", "memory"] },
  bridges: undefined,
  bridgeMtu: 65535,
  liblxc: undefined,
  templates: [],
  devices: undefined,
  kernel: "6.8.12",
  syscallSocket: undefined,
  smallestCpuWeight: 1,
};

export interface Expansion extends ExpandedInPart {
  /** The settings that count at the next start. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** The lines `delete: …` among the pending changes, by the key that each takes away. */
  readonly deletions: ReadonlyMap<string, Line>;
}

const noDeletions: ReadonlyMap<string, Line> = new Map();

/**
 * What of the liblxc config for the next start can be wrong, as far as the file tells. Proxmox applies the pending changes before it writes it;
 * their raw lines, which replace those of the container, are left out. Source: pve-container 6.1.10, src/PVE/LXC.pm, vm_start().
 */
export function expansionOf(container: Container): Expansion {
  const { settings, deletions } = appliedSettings(container);
  const applied = settings === container.settings ? container : { ...container, settings };
  // No line that is looked at holds the number.
  const { lines, refusals } = expandInPart(applied, { ctid: 100, release: container.target.proxmox, host: anyHost });
  return { lines, refusals, settings, deletions };
}

function appliedSettings({ document, settings }: Container): Pick<Expansion, "settings" | "deletions"> {
  const pending = document.sections.find((section) => section.kind === "pending" && !section.replacedBy);
  if (!pending) return { settings, deletions: noDeletions };
  const applied = new Map(settings);
  const deletions = new Map<string, Line>();
  for (const line of pending.lines) {
    if (line.kind !== "delete" || !line.value) continue;
    for (const name of line.value.text.split(/[,; \t]+/)) deletions.set(name.replace(/^!/, ""), line);
  }
  for (const key of deletions.keys()) applied.delete(key);
  for (const line of pending.lines) {
    const { kind, key, value } = line;
    if (kind === "setting" && key && value) applied.set(key.text, { line, key, value });
  }
  return { settings: applied, deletions };
}
