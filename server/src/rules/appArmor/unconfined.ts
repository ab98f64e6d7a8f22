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
      ? "Remove the line, or make the container unprivileged"
      : "Remove the line, or give the container an ID map";
  return `Without AppArmor, root in this privileged container is hardly held back from being root on the host. ${way}.`;
}

function unprivilegedText(container: Container): string {
  const way =
    container.document.dialect === "proxmox" ? "`features: nesting=1`" : "the generated profile with `allow_nesting`";
  return `Without AppArmor, the user namespace alone separates this container from the host. Remove the line, unless it works around a fault of the profile until the next update; for Docker ${way} is usually enough.`;
}
