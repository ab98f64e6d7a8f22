import type { Container } from "../../container/container.js";
import { isOptional, type MountEntry } from "../../container/mountEntries.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { bindEntry, wantedFor } from "./completion.js";
import { type ForeignForm, foreignForm } from "./foreignForm.js";

/** A mount written as Docker, `pct` or LXD has it: liblxc knows only the fields of fstab. */
export const foreignSyntax = defineRule({
  name: "mount-entry-foreign-syntax",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const form = foreignForm(entry);
      if (!form) continue;
      const ignored = entry.place.kind === "ignored" || isOptional(entry);
      const entryText = entryOf(form);
      const wish = entryText ? `Write \`${entryText}\` instead.` : wishOf(form, container);
      report(
        spanOf(entry, form),
        `${nameOf(form, container)} liblxc knows only the fields of fstab, so ${ignored ? "this is not mounted" : "the container does not start"}. ${wish}`,
        {
          rejectedBy: ignored ? "ignored" : "start",
          fixes: fixesOf(entry, form, entryText),
        },
      );
    }
  },
});

function nameOf({ name }: ForeignForm, { document }: Container): string {
  switch (name) {
    case "docker":
      return "This is how Docker writes a mount.";
    case "mount point":
      return document.dialect === "proxmox"
        ? "This is how an `mpN` line of Proxmox is written."
        : "This is how another program writes a mount.";
    case "named fields":
      return "These are fields with names.";
    case "commas":
      return "Commas stand between the fields.";
    case "quotes":
      return "Quotes become a part of the path here.";
  }
}

// A volume of a storage has no path that could stand in a mount entry.
function wishOf({ name }: ForeignForm, { document }: Container): string {
  return name === "mount point" && document.dialect === "proxmox"
    ? "Write it as an `mpN` line instead."
    : "Write source, target, type and options with blanks between them instead.";
}

/** The first field says it all, except where the whole entry is in the other notation. */
function spanOf(entry: MountEntry, { name }: ForeignForm): { start: number; end: number } {
  const first = entry.source ?? entry;
  const last = [entry.source, entry.target, entry.type, entry.options, ...entry.rest].findLast(
    (field) => field !== undefined,
  );
  return name === "docker" || !last ? { start: first.start, end: first.end } : { start: first.start, end: last.end };
}

function entryOf({ source, target, readOnly, options }: ForeignForm): string | undefined {
  if (!source || !target) return undefined;
  if (options?.split(",").some((word) => word === "bind" || word === "rbind"))
    return `${source} ${target} none ${options} 0 0`;
  return bindEntry(source, target, readOnly ? ["ro"] : []);
}

function fixesOf(entry: MountEntry, form: ForeignForm, text: string | undefined): readonly Fix[] {
  if (!text || !form.source) return [];
  const safe = form.options !== undefined || wantedFor(form.source).sure;
  return [{ title: "Write it as a mount entry", safe, edits: [replace({ start: entry.start, end: entry.end }, text)] }];
}
