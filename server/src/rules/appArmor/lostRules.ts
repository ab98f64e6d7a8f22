import { type Container, hasFeature, rawValue } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { featureProperties } from "../../knowledge/properties.js";

/** What Proxmox adds to the generated profile and leaves out when the config sets a profile of its own. */
export interface LostRules {
  readonly feature: string;
  /** AppArmor rules without their commas. */
  readonly rules: readonly string[];
  /** `lxc.apparmor.allow_nesting`, with its mounts of `/dev/.lxc/proc` and `/dev/.lxc/sys`, which no other line brings. */
  readonly losesNesting: boolean;
}

const rawPrefix = "lxc.apparmor.raw = ";

/** Rules of Proxmox that liblxc's own profiles, the generated one among them, have anyway. Source: lxc 5.0.2 and 6.0.6, config/apparmor/, lsm/apparmor.c. */
const rulesOfLxc = new Set(["mount fstype=fuse"]);

/** By feature, for the features that are on and lose something under the profile of that name. Source: pve-container 6.1.10, src/PVE/LXC.pm, make_apparmor_config(). */
export function lostRules(container: Container, profile: string): readonly LostRules[] {
  return Object.keys(featureProperties).flatMap((feature) => {
    const lines = factOf(featureProperties, feature)?.generates ?? [];
    const patterns = lines.filter((line) => line.startsWith(rawPrefix)).map((line) => line.slice(rawPrefix.length, -1));
    if (patterns.length === 0 || !isOn(container, feature)) return [];
    const written = patterns.flatMap((rule) =>
      rule.includes("<") ? fileSystems(container).map((name) => rule.replace(/<[^>]*>/, name)) : [rule],
    );
    const rules = isOfLxc(profile) ? written.filter((rule) => !rulesOfLxc.has(rule)) : written;
    const losesNesting =
      lines.some((line) => line.startsWith("lxc.apparmor.allow_nesting")) &&
      rawValue(container, "lxc.apparmor.allow_nesting")?.value.text !== "1";
    return rules.length > 0 || losesNesting ? [{ feature, rules, losesNesting }] : [];
  });
}

function isOfLxc(profile: string): boolean {
  return profile === "generated" || profile.startsWith("lxc-container-default");
}

function isOn(container: Container, feature: string): boolean {
  return feature === "mount" ? fileSystems(container).length > 0 : hasFeature(container, feature);
}

function fileSystems(container: Container): readonly string[] {
  const value = container.features?.properties.find((each) => each.key?.text === "mount")?.value?.text ?? "";
  return value.split(";").filter((name) => name !== "");
}

/** The loss of each feature as a sentence: "`nesting` loses …; `fuse` loses …." */
export function describeLoss(lost: readonly LostRules[]): string {
  const losses = lost.map(({ feature, rules, losesNesting }) => {
    const nesting = losesNesting ? ["`allow_nesting` with the mounts of /dev/.lxc/proc and /dev/.lxc/sys"] : [];
    const named =
      rules.length === 1 ? `the rule \`${rules[0]}\`` : `the rules ${rules.map((rule) => `\`${rule}\``).join(" and ")}`;
    return `\`${feature}\` loses ${[...nesting, named].join(" and ")}`;
  });
  return `${losses.join("; ")}.`;
}

/** The features that lose something, as part of a sentence: "`nesting` and `fuse`". */
export function namesOf(lost: readonly LostRules[]): string {
  const names = lost.map(({ feature }) => `\`${feature}\``);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}
