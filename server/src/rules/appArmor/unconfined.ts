import { type Container, isUnprivileged } from "../../container/container.js";
import { defineRule } from "../rule.js";
import { givenUpLines } from "./givenUpLines.js";
import { placeOf, profileOf } from "./profile.js";

/** A container without AppArmor. */
export const unconfined = defineRule({
  name: "apparmor-unconfined",
  area: "apparmor",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.apparmor.profile"],
  check(container, report) {
    const { name, entry } = profileOf(container);
    if (!entry || name !== "unconfined" || givenUpLines(container)) return;
    report(placeOf(entry), isUnprivileged(container) ? unprivilegedText(container) : privilegedText(container), {
      severity: isUnprivileged(container) ? "information" : "warning",
    });
  },
});

function privilegedText(container: Container): string {
  const way =
    container.document.dialect === "proxmox"
      ? "Keep it confined, or make it unprivileged"
      : "Keep it confined, or give it an ID map";
  return `Without AppArmor, root in this privileged container is hardly held back from being root on the host. ${way}.`;
}

function unprivilegedText(container: Container): string {
  const way =
    container.document.dialect === "proxmox"
      ? "`features: nesting=1` is usually enough for Docker"
      : "The generated profile with allow_nesting is usually enough for Docker";
  return `Without AppArmor, the user namespace alone separates this container from the host. ${way}; where this line works around a fault of the profile, remove it after the update.`;
}
