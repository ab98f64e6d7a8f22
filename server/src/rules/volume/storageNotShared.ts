import { mountPointsOf, propertyOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";
import { appendProperty } from "./removeProperty.js";

/** Every node of a cluster has the network storages of Proxmox at the same path, but migration wants to be told. */
export const storageNotShared = defineRule({
  name: "mount-point-storage-not-shared",
  area: "volume",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    for (const point of mountPointsOf(container)) {
      if (!point.source?.text.startsWith("/mnt/pve/") || propertyOf(point, "shared")) continue;
      report(
        point.key,
        "This directory of a storage keeps the container from migrating. Write `shared=1` if every node has the storage, or `shared=0` if not.",
        {
          fixes: ["shared=1", "shared=0"].map((text) => ({
            title: `Add \`${text}\``,
            safe: false,
            edits: [appendProperty(point, text)],
          })),
        },
      );
    }
  },
});
