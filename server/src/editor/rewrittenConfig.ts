import type { RewrittenConfig } from "../answers.js";
import { type Lost, rewrite } from "../container/rewrite.js";
import { textOf } from "../syntax/document.js";
import type { Snapshot } from "./snapshot.js";

/** Why a line gets lost, behind "Line 3 gets lost: ". */
export const lossReasons: Readonly<Record<Lost["kind"], string>> = {
  unreadable: "Proxmox cannot read this line",
  "raw-key": "Proxmox drops this key",
  "repeated-key": "a later line of the same key counts",
  "repeated-section": "a later section of the same name counts",
  delete: "a delete counts only among the pending changes",
  snapstate: "Proxmox does not keep a snapstate here",
  "reserved-key": "Proxmox uses this key for itself",
  "volume-in-use": "the volume is mounted, so it is not unused",
  "empty-variable": "the variable is empty",
};

/** Undefined for a native config, which nobody writes but its owner. */
export function rewrittenConfigOf({ document, container }: Snapshot): RewrittenConfig | undefined {
  if (document.dialect !== "proxmox") return undefined;
  const { text, lost, error } = rewrite(document, container.target.proxmox);
  return {
    text,
    lost: lost.map(
      ({ line, kind }) => `Line ${line.index + 1} gets lost, ${lossReasons[kind]}: ${textOf(document, line).trim()}`,
    ),
    error: error?.trimEnd() ?? null,
  };
}
