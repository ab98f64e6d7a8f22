import type { Line } from "../../syntax/document.js";
import type { Span } from "../../syntax/token.js";

/** Why a line stands in the expanded config. */
export type Origin = LineOrigin | ProxmoxRule;

/** A line of the file, and the part of it that matters; offsets in the document. */
export interface LineOrigin extends Span {
  readonly line: Line;
}

/** A rule of Proxmox' own, when nothing in the file causes the line. */
export interface ProxmoxRule {
  /** Short and stable. */
  readonly name: string;
  readonly sentence: string;
}

/** The rules by which Proxmox adds lines that nobody has asked for. Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config(). */
export const proxmoxRules = {
  controlGroups: rule("control-groups", "Proxmox keeps containers and their monitors in control groups of its own."),
  appArmor: rule("generated-profile", "Without `lxc.apparmor.profile` LXC generates a profile for the container."),
  messageQueues: rule("message-queues", "From Proxmox VE 9.0 on the generated profile allows POSIX message queues."),
  noNesting: rule("no-nesting", "Without `nesting=1` nothing may be mounted over `/proc` and `/sys`."),
  monitor: rule("monitor-namespace", "Proxmox runs the monitor of each container in a mount namespace of its own."),
  terminals: rule("default-terminals", "Without `tty` a container has two terminals."),
  terminalType: rule("terminal-type", "Some init scripts expect a Linux terminal."),
  hostname: rule("default-hostname", "Without `hostname` a container is called CT and its number."),
  memory: rule("default-memory", "Without `memory`, or with 0, a container has 512 MiB."),
  swap: rule("default-swap", "Without `swap` a container has none."),
  cpuShares: rule("default-cpu-shares", "With cgroup v1 a container without `cpuunits` has 1024 shares."),
} as const;

export function originOf(line: Line): LineOrigin {
  return { line, start: line.key?.start ?? line.start, end: line.value?.end ?? line.end };
}

/** A part of a line's value, whose offsets count from the start of the value. */
export function originIn(line: Line, part: Span | undefined): LineOrigin {
  const start = line.value?.start ?? line.start;
  return part ? { line, start: start + part.start, end: start + part.end } : originOf(line);
}

function rule(name: string, sentence: string): ProxmoxRule {
  return { name, sentence };
}
