import { isUnprivileged } from "../../container/container.js";
import { featureLineInForce, fileSystemsIn } from "../../container/features.js";
import { factOf } from "../../container/keys.js";
import { countsAsTrue } from "../../container/values.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

/** What a switch opens in an unprivileged container; in a privileged one it does nothing. Source: pve-container 6.1.10, src/PVE/LXC.pm, make_seccomp_config(). */
const opened: Readonly<Record<string, string>> = {
  keyctl:
    "This opens the kernel's key store, a system call that Proxmox hides from unprivileged containers. Remove it unless Docker or another program needs it.",
  mknod:
    "With this a service of the host makes device nodes for the container. Pass the devices it needs with `dev0: /dev/…` instead.",
  force_rw_sys:
    "This makes all of /sys writable for the container's root, as far as the owners of its files allow. Remove it unless a program must write there.",
};

/** Features that take a part of the isolation away. */
export const featureWeakensIsolation = defineRule({
  name: "feature-weakens-isolation",
  area: "security",
  profile: "audit",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    const byName = featureLineInForce(container.document)?.byName;
    for (const [name, part] of byName ?? []) {
      const value = part.items[0]?.value;
      if (!part.isAccepted || !value) continue;
      const message = Object.hasOwn(opened, name) ? opened[name] : undefined;
      if (message && countsAsTrue(value.text) && isUnprivileged(container)) report(part, message);
      else if (
        name === "mount" &&
        fileSystemsIn(value).some(({ text }) => factOf(fileSystems, text) && text !== "fuse") &&
        isPrivileged(container)
      ) {
        report(
          part,
          "With this the container mounts file systems itself: a server that hangs can block the host, and a forged image meets the host's kernel. Mount it on the host and pass the directory with `mp0`.",
        );
      }
    }
  },
});
