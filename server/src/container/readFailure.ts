import type { ProxmoxRelease } from "../knowledge/releases.js";
import type { Document, Section } from "../syntax/document.js";
import { isTrue } from "./perlValues.js";
import { validateRawKey } from "./validate.js";

/**
 * Keys that overwrite what Proxmox' reader keeps in its memory under the same name. Perl dies as soon as it wants to use that, and
 * then the container cannot be managed at all. Source: pve-container 6.1.10, run with `lxc: x`, `snapshots: x`, `pending: x`.
 */

/** The Perl error with which reading the file ends; undefined for all but a few strange files. */
export function readFailure(document: Document, release: ProxmoxRelease): string | undefined {
  const hasSnapshots = document.sections.some((section) => section.kind === "snapshot");
  const snapshots = hasSnapshots ? lastValue(document.main, "snapshots") : undefined;
  if (snapshots !== undefined) return strictReferences(snapshots, "a HASH");
  for (const section of document.sections) {
    let value: string | undefined;
    for (const line of section.lines) {
      if (line.kind === "setting" && line.key?.text === "lxc") value = line.value?.text;
      else if (value !== undefined && line.kind === "raw" && line.key && joinsRawList(line.key.text, release)) {
        return strictReferences(value, "an ARRAY");
      }
    }
  }
  return undefined;
}

/** The Perl error with which every use of the raw lines of a section ends. */
export function rawListFailure(section: Section): string | undefined {
  const value = lastValue(section, "lxc");
  return isTrue(value) ? strictReferences(value, "an ARRAY") : undefined;
}

/** The Perl error with which writing the file ends, where reading it does not. */
export function writeFailure(document: Document): string | undefined {
  for (const section of document.sections) {
    const failure = section.replacedBy ? undefined : rawListFailure(section);
    if (failure !== undefined) return failure;
  }
  const snapshots = lastValue(document.main, "snapshots");
  if (snapshots !== undefined) return strictReferences(snapshots, "a HASH");
  const pending = lastValue(document.main, "pending");
  const isReplaced = document.sections.some((section) => section.kind === "pending");
  return pending === undefined || isReplaced ? undefined : strictReferences(pending, "a HASH");
}

function joinsRawList(key: string, release: ProxmoxRelease): boolean {
  return key !== "lxc.environment.runtime" && validateRawKey(key, release) !== "dropped";
}

function lastValue(section: Section, key: string): string | undefined {
  return section.lines.findLast((line) => line.kind === "setting" && line.key?.text === key)?.value?.text;
}

function strictReferences(value: string, kind: "an ARRAY" | "a HASH"): string {
  return `Can't use string ("${value}") as ${kind} ref while "strict refs" in use`;
}
