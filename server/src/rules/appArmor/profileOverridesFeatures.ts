import { type Container, hasFeature } from "../../container/container.js";
import type { Fix } from "../finding.js";
import { insertLinesAfter } from "../fixes.js";
import { defineRule } from "../rule.js";
import { describeLoss, type LostRules, lostRules, namesOf } from "./lostRules.js";
import { placeOf, profileOf, removeProfile } from "./profile.js";

/** With a profile of its own, a container gets nothing of what Proxmox would add to AppArmor for its features. */
export const profileOverridesFeatures = defineRule({
  name: "apparmor-profile-overrides-features",
  area: "apparmor",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["lxc.apparmor.profile"],
  check(container, report) {
    const { name, entry } = profileOf(container);
    // `generated` loses more than the features and has a rule of its own.
    if (!entry || name === "generated") return;
    const lost = lostRules(container, name).filter((each) => name !== "unconfined" || each.losesNesting);
    if (lost.length === 0) return;
    const { features } = container;
    const node = hasFeature(container, "fuse") ? " /dev/fuse itself stays mounted." : "";
    report(placeOf(entry), name === "unconfined" ? withoutAppArmor(node) : withProfile(lost, node), {
      related: features ? [{ span: features.value, message: describeLoss(lost) }] : [],
      fixes: [...removal(container), ...(name === "unconfined" ? nestingAlone(container) : [])],
    });
  },
});

function withoutAppArmor(node: string): string {
  return `With this profile Proxmox leaves out what \`nesting=1\` does beyond AppArmor: nested containers miss the mounts of /dev/.lxc/proc and /dev/.lxc/sys.${node} Remove the line, or write \`lxc.apparmor.allow_nesting: 1\`.`;
}

function withProfile(lost: readonly LostRules[], node: string): string {
  return `With this profile Proxmox leaves out its AppArmor rules for ${namesOf(lost)}.${node} Remove the line, or write these rules into the profile.`;
}

function removal(container: Container): readonly Fix[] {
  return [{ title: "Remove the profile, so that Proxmox generates one", safe: false, edits: removeProfile(container) }];
}

function nestingAlone(container: Container): readonly Fix[] {
  const { entry } = profileOf(container);
  const edit = insertLinesAfter(container, entry?.line, ["lxc.apparmor.allow_nesting: 1"]);
  return [{ title: "Keep the profile and add `lxc.apparmor.allow_nesting`", safe: false, edits: [edit] }];
}
