import { hasFeature } from "../../container/container.js";
import { isTemplate } from "../../container/distribution.js";
import { featureLineInForce } from "../../container/features.js";
import { defineRule } from "../rule.js";

/** A backup freezes the container, and with a FUSE file system in it the freezing may wait for itself. */
export const fuseBlocksBackup = defineRule({
  name: "fuse-blocks-backup",
  area: "features",
  profile: "strict",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    if (!hasFeature(container, "fuse") || isTemplate(container)) return;
    const part = featureLineInForce(container.document)?.byName.get("fuse");
    if (!part) return;
    report(
      part,
      "With FUSE file systems in the container, a backup of mode `snapshot` or `suspend` can hang when it freezes the container. Back it up with mode `stop`, or mount these file systems on the host.",
    );
  },
});
