import { type Container, hasFeature, rawValue } from "../../container/container.js";
import { defineRule } from "../rule.js";
import { describeLoss, lostRules, namesOf } from "./lostRules.js";
import { placeOf, profileOf, removeProfile } from "./profile.js";

/** Proxmox generates the profile by itself; the word `generated` in the file only keeps it from adding its own rules. */
export const profileGeneratedExplicit = defineRule({
  name: "apparmor-profile-generated-explicit",
  area: "apparmor",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["lxc.apparmor.profile"],
  check(container, report) {
    const { name, entry } = profileOf(container);
    if (!entry || name !== "generated") return;
    const lost = lostRules(container, name);
    const loss = lost.length > 0 ? ` and its part of ${namesOf(lost)}` : "";
    const { features } = container;
    report(
      placeOf(entry),
      `Proxmox generates the profile anyway; this line only makes it leave out ${ownRules(container)}${loss}. Remove the line.`,
      {
        related: features && lost.length > 0 ? [{ span: features.value, message: describeLoss(lost) }] : [],
        fixes: [
          {
            title: "Remove the line; Proxmox generates the profile by itself",
            safe: !wantsNestingByHand(container),
            edits: removeProfile(container),
          },
        ],
      },
    );
  },
});

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, make_apparmor_config(). */
function ownRules(container: Container): string {
  return hasFeature(container, "nesting")
    ? "its rule `allow mqueue`"
    : "its rules `allow mqueue`, `deny mount -> /proc/` and `deny mount -> /sys/`";
}

/** Nesting that is switched on by a raw line alone would meet the two bans that Proxmox adds without `nesting=1`. */
function wantsNestingByHand(container: Container): boolean {
  return !hasFeature(container, "nesting") && rawValue(container, "lxc.apparmor.allow_nesting")?.value.text === "1";
}
