import { mountPointsOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** A mount point at `/` lies on the root file system, and the container starts from it. */
export const targetRoot = defineRule({
  name: "mount-point-target-root",
  area: "volume",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    for (const { target, path, key } of mountPointsOf(container)) {
      if (!target || path !== "") continue;
      const message = `\`${key.text}\` is mounted on the container's root and hides \`rootfs\`, so the container starts from it, if it can. Name a directory below it, as in \`mp=/srv/data\`.`;
      report(target, message);
    }
  },
});
