import { isUnprivileged } from "../../container/container.js";
import { kindOfHostPath } from "../../container/hostPaths.js";
import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { defineRule } from "../rule.js";
import { mountedEntries } from "./shape.js";

/** The kernel lets an unprivileged container mount only a few file systems; disks and shares are not among them. */
export const filesystemNeedsPrivilege = defineRule({
  name: "mount-entry-filesystem-needs-privilege",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    if (!isUnprivileged(container)) return;
    for (const entry of mountedEntries(container)) {
      const { type } = entry;
      const fact = factOf(fileSystems, type?.decoded ?? "");
      if (!type || !fact || fact.mountableUnprivileged || isBindMount(entry)) continue;
      // A directory is no disk, whoever mounts it: that is the finding of another rule.
      if (fact.names === "device" && kindOfHostPath(entry.source?.decoded ?? "") === "dir") continue;
      const wish = fact.names === "any" ? "Remove the line." : "Mount it on the host and bind the directory.";
      if (isOptional(entry)) {
        report(
          type,
          `The kernel does not let an unprivileged container mount \`${type.text}\`, so this mount is always left out. ${wish}`,
          {
            severity: "warning",
            rejectedBy: "ignored",
          },
        );
      } else {
        report(
          type,
          `The kernel does not let an unprivileged container mount \`${type.text}\`, so the container does not start. ${wish}`,
        );
      }
    }
  },
});
