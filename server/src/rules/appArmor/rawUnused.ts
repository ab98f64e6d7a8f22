import type { Container, RawEntry } from "../../container/container.js";
import type { Fix } from "../finding.js";
import { insertLinesAfter, removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { inForce, placeOf, profileOf, removeProfile } from "./profile.js";

/** Profiles of liblxc that know nothing of nesting. What a profile of somebody else allows, the file does not tell. */
const withoutNesting = new Set([
  "lxc-container-default",
  "lxc-container-default-cgns",
  "lxc-container-default-with-mounting",
]);

/** Rules of the config go into the generated profile only; under any other profile liblxc leaves them out without a word. */
export const rawUnused = defineRule({
  name: "apparmor-raw-unused",
  area: "apparmor",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.apparmor.raw", "lxc.apparmor.allow_nesting"],
  check(container, report) {
    const { name, entry } = profileOf(container);
    if (name === "generated") return;
    const related = entry ? [{ span: placeOf(entry), message: "The profile that is used." }] : [];
    for (const rule of inForce(container, "lxc.apparmor.raw")) {
      report(
        rule.key,
        `This rule is not used: it belongs into the generated profile, and the container runs under \`${name}\`. ${repair(container)}`,
        {
          tags: ["unnecessary"],
          related,
          fixes: fixesOf(container, rule),
        },
      );
    }
    const nesting = inForce(container, "lxc.apparmor.allow_nesting").at(-1);
    if (nesting?.value.text !== "1" || !withoutNesting.has(name)) return;
    report(
      nesting.key,
      `The container runs under \`${name}\`, so this makes only the mounts of /dev/.lxc/proc and /dev/.lxc/sys and adds no rules. ${repair(container)}`,
      { related, fixes: [useGenerated(container)] },
    );
  },
});

function repair(container: Container): string {
  if (container.document.dialect === "lxc") return "Write `lxc.apparmor.profile = generated`.";
  return profileOf(container).name === "unconfined"
    ? "Remove the line, or remove `lxc.apparmor.profile`."
    : "Remove `lxc.apparmor.profile`, and Proxmox generates the profile.";
}

function fixesOf(container: Container, rule: RawEntry): readonly Fix[] {
  const removal: Fix = { title: "Remove the line", safe: false, edits: [removeLine(rule.line)] };
  // Without AppArmor nothing is denied, so a rule has nothing to add.
  return profileOf(container).name === "unconfined" ? [removal] : [useGenerated(container), removal];
}

function useGenerated(container: Container): Fix {
  const title = "Use the generated profile";
  if (container.document.dialect === "proxmox") return { title, safe: false, edits: removeProfile(container) };
  const { entry } = profileOf(container);
  if (entry?.value.text) return { title, safe: false, edits: [replace(entry.value, "generated")] };
  const first = container.raw.find((each) => each.key.text.startsWith("lxc.apparmor."));
  const edit = insertLinesAfter(container, entry?.line ?? first?.line, ["lxc.apparmor.profile = generated"]);
  return { title, safe: false, edits: [edit] };
}
