import { type Container, hasFeature, isUnprivileged } from "../../container/container.js";
import { type FeatureLine, type FeaturePart, fileSystemsIn } from "../../container/features.js";
import { factOf } from "../../container/keys.js";
import { booleanOf } from "../../container/values.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import type { Token } from "../../syntax/token.js";
import { bringsFuse, fuseDevices } from "../enableFuse.js";
import type { Fix } from "../finding.js";
import type { Report } from "../rule.js";
import { hasGeneratedProfile } from "./confinement.js";
import { removePart } from "./removePart.js";
import { useFuse } from "./useFuse.js";

/** Names in a `mount=` list that Proxmox takes, although they do nothing, or not what they were written for. */
export function checkNames(container: Container, features: FeatureLine, part: FeaturePart, report: Report): void {
  const value = part.items[0]?.value;
  const names = value ? fileSystemsIn(value) : [];
  if (value && names.length === 1 && booleanOf(names[0]?.text ?? "") !== undefined) {
    report(
      value,
      "`mount=` takes names of file systems and is no switch, so this does nothing. Write it like `mount=nfs;cifs` instead, or remove it.",
      {
        severity: "warning",
        rejectedBy: "ignored",
        fixes: [{ title: "Remove `mount=`", safe: true, edits: [removePart(features, part)] }],
      },
    );
    return;
  }
  const fuse = names.find((name) => name.text === "fuse");
  const others = names.filter((name) => name.text !== "fuse");
  if (fuse) reportFuse(container, fuse, useFuse(features, part, others), report);
  if (!isUnprivileged(container)) return;
  for (const [index, name] of names.entries()) {
    if (factOf(fileSystems, name.text)?.mountableUnprivileged !== false) continue;
    report(
      name,
      `The kernel refuses \`${name.text}\` in an unprivileged container, so this does nothing. Mount it on the host and pass the directory with an \`mpN\` line.`,
      {
        severity: "warning",
        rejectedBy: "ignored",
        // Unsafe: the word does nothing, but it is the only trace of what its author wants.
        fixes: [removeName(features, part, names, index)],
      },
    );
  }
}

function removeName(features: FeatureLine, part: FeaturePart, names: readonly Token[], index: number): Fix {
  const [previous, name, next] = [names[index - 1], names[index], names[index + 1]];
  let edit = removePart(features, part);
  if (name && next) edit = { start: name.start, end: next.start, newText: "" };
  else if (name && previous) edit = { start: previous.end, end: name.end, newText: "" };
  return { title: `Remove \`${name?.text}\` from the list`, safe: false, edits: [edit] };
}

function reportFuse(container: Container, name: Token, fix: Fix, report: Report): void {
  const fixes = [fix];
  const isOn = hasFeature(container, "fuse");
  if (!isOn && !container.mountEntries.some(bringsFuse) && fuseDevices(container).length === 0) {
    const message =
      "This allows FUSE mounts but does not bring /dev/fuse, so none of them works. Write `fuse=1` instead.";
    report(name, message, { severity: "warning", rejectedBy: "ignored", fixes });
    return;
  }
  // A profile that is set by hand makes the whole list void, which is a finding of its own.
  if (!hasGeneratedProfile(container)) return;
  const message = isOn
    ? "`fuse=1` allows FUSE already, so this word does nothing. Remove it."
    : "This allows FUSE mounts, and another line brings /dev/fuse. Write `fuse=1` instead, which does both.";
  report(name, message, { severity: "information", rejectedBy: null, tags: isOn ? ["unnecessary"] : [], fixes });
}
