import { type Container, hasFeature, isUnprivileged, rawValue } from "../../container/container.js";
import { isTemplate, isWholeConfig, startsSystemd } from "../../container/distribution.js";
import { defineRule } from "../rule.js";
import { hasGeneratedProfile } from "./confinement.js";
import { dockerHint } from "./dockerHint.js";
import { setFeatures } from "./setFeatures.js";

/** Without nesting, services that newer systemd puts into a sandbox fail inside the container. */
export const nestingMissingForSystemd = defineRule({
  name: "nesting-missing-for-systemd",
  area: "features",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["ostype"],
  check(container, report) {
    const system = container.settings.get("ostype");
    if (!system || !missesNestingForSystemd(container) || dockerHint(container)) return;
    report(
      system.value,
      isUnprivileged(container)
        ? "systemd 242 and later wants nesting, which is off here: logins are slow and services with a sandbox fail. Write `nesting=1` among the features."
        : "systemd 242 and later wants nesting, which is off here: logins are slow and services with a sandbox fail. Write `nesting=1` only where it matters, as it weakens the isolation of a privileged container from the host.",
      { fixes: [{ title: "Add `nesting=1`", safe: false, edits: setFeatures(container, ["nesting"]) }] },
    );
  },
});

/** Whether a whole config starts systemd without nesting. A profile set by hand decides on its own what is allowed, whatever the features say. */
export function missesNestingForSystemd(container: Container): boolean {
  if (!isWholeConfig(container) || !startsSystemd(container) || hasFeature(container, "nesting")) return false;
  if (isTemplate(container)) return false;
  return hasGeneratedProfile(container) && rawValue(container, "lxc.apparmor.allow_nesting")?.value.text !== "1";
}
