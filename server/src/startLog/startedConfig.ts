import type { Container } from "../container/container.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { check } from "../rules/check.js";
import type { Finding } from "../rules/finding.js";
import { type ConfigLine, configLinesOf } from "./configLines.js";

/** The config of a container that was started, read once for all its starts. */
export interface StartedConfig {
  readonly lines: readonly ConfigLine[];
  /** The findings that stop a start by themselves, in the order of the text. */
  readonly stopping: readonly Finding[];
  /** All others. */
  readonly others: readonly Finding[];
}

/** `ctid` is the number that Proxmox writes into what it generates. */
export function readStartedConfig(container: Container, ctid: number, host: HostDescription): StartedConfig {
  const findings = check(container);
  return {
    lines: configLinesOf(container, ctid, host),
    stopping: findings.filter(stopsStart),
    others: findings.filter((finding) => !stopsStart(finding)),
  };
}

function stopsStart({ severity, rejectedBy }: Finding): boolean {
  return severity === "error" && (rejectedBy === "liblxc" || rejectedBy === "start");
}
