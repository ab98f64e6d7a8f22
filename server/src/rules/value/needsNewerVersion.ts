import type { Container } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import type { Complaint } from "../../container/propertyValues.js";
import { type RefusedSetting, refusedSettings } from "../../container/refusedSettings.js";
import { hasLiblxc } from "../../container/target.js";
import { validateRawKey } from "../../container/validate.js";
import { newestRelease } from "../../knowledge/releases.js";
import type { Line } from "../../syntax/document.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { consequenceOf } from "./consequence.js";

/** A key, a property or a word that a later release brought is a mistake to the target's reader, with all that follows from one. */
export const needsNewerVersion = defineRule({
  name: "needs-newer-version",
  area: "value",
  severity: "error",
  rejectedBy: "proxmox",
  looksAt: ["setting", "raw"],
  check(container, report) {
    if (container.document.dialect === "lxc") {
      for (const line of container.document.lines) if (line.kind === "raw") checkNativeKey(container, line, report);
      return;
    }
    for (const setting of refusedSettings(container)) {
      for (const complaint of setting.complaints) checkComplaint(container, setting, complaint, report);
    }
    // The newest release lets through whatever an older one does.
    if (container.target.proxmox === newestRelease) return;
    for (const line of container.document.lines) if (line.kind === "raw") checkRawKey(container, line, report);
  },
});

function checkComplaint(container: Container, setting: RefusedSetting, complaint: Complaint, report: Report): void {
  const since = complaint.since?.pve;
  if (since === undefined) return;
  const release = container.target.proxmox;
  const { key, written } = setting;
  if (complaint.kind === "unknown-key") {
    report(
      key,
      `Proxmox VE ${release} does not know \`${key.text}\` yet, so this line does nothing there. ${orUpdate(removal, since)}`,
    );
    return;
  }
  const span = partOf(written, complaint.start, complaint.end);
  const words = complaint.kind === "pattern" ? `a word of \`${span.text}\`` : `\`${span.text}\``;
  const { so, severity } = consequenceOf(container, setting);
  report(span, `Proxmox VE ${release} does not know ${words} yet, so ${so}. ${orUpdate("Remove it", since)}`, {
    severity,
  });
}

/** The reader keeps a list of the raw keys that it lets through, and it has grown. */
function checkRawKey({ target }: Container, { key, value }: Line, report: Report): void {
  const fact = key && lxcKey(key.text)?.fact;
  const since = fact?.since?.pve;
  if (!key || !fact || since === undefined || fact.proxmox === "dropped") return;
  if (validateRawKey(key.text, target.proxmox) !== "dropped") return;
  const { write, fixes } = olderFormOf(key, value);
  report(
    key,
    `Proxmox VE ${target.proxmox} does not let \`${key.text}\` through yet and drops this line. ${orUpdate(write, since)}`,
    { fixes },
  );
}

/** Proxmox' own package of liblxc had some keys before their release, so only native configs are held against the version of liblxc. */
function checkNativeKey({ target }: Container, { key, value }: Line, report: Report): void {
  const fact = key && lxcKey(key.text)?.fact;
  const since = fact?.since?.liblxc;
  if (!key || since === undefined || hasLiblxc(target, since)) return;
  const { write, fixes } = olderFormOf(key, value);
  report(
    key,
    `liblxc ${target.liblxc} does not know \`${key.text}\` yet and refuses the whole file, so the container does not start. ${write}, or update liblxc to ${since}.`,
    { rejectedBy: "liblxc", fixes },
  );
}

const removal = "Remove the line";

function orUpdate(write: string, since: string): string {
  return `${write}, or update the node to Proxmox VE ${since}.`;
}

/** What every release has for a younger key: the variables of the container's first process stand among those of its hooks. */
function olderFormOf(key: Token, value: Token | undefined): { readonly write: string; readonly fixes: readonly Fix[] } {
  const isOlder = value?.text && (key.text === "lxc.environment.runtime" || key.text === "lxc.environment.hooks");
  if (!isOlder) return { write: removal, fixes: [] };
  const older = "lxc.environment";
  return {
    write: `Write \`${older}\` instead`,
    fixes: [
      { title: `Write \`${older}\``, safe: key.text === "lxc.environment.runtime", edits: [replace(key, older)] },
    ],
  };
}
