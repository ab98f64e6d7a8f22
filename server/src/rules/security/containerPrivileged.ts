import { defineRule } from "../rule.js";
import { privilegedAt } from "./privileged.js";

/** Root in a privileged container is the host's root. */
export const containerPrivileged = defineRule({
  name: "container-privileged",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["rootfs", "unprivileged", "lxc.rootfs.path"],
  check(container, report) {
    const at = privilegedAt(container);
    if (!at) return;
    const way =
      container.document.dialect === "proxmox"
        ? "Back it up and restore it with `--unprivileged 1`; the line alone would leave every file with a wrong owner"
        : "Give it an ID map, and its files the owners that go with it";
    report(
      at,
      `This container is privileged: its root is the host's root, and one hole in its confinement opens the host. ${way}.`,
    );
  },
});
