import { countsAsTrue } from "../../container/values.js";
import { mountPointsOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** Proxmox waits for the storages of its volumes, and not for one whose directory is bound by its path. */
export const storageNotAwaited = defineRule({
  name: "mount-point-storage-not-awaited",
  area: "volume",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    const onboot = container.settings.get("onboot");
    if (!onboot || !countsAsTrue(onboot.value.text)) return;
    const point = mountPointsOf(container).find(({ source }) => source?.text.startsWith("/mnt/pve/"));
    if (!point?.source) return;
    const storage = point.source.text.split("/", 4).join("/");
    report(
      point.source,
      `At boot nothing waits for the storage at ${storage}: when it comes after the container, the container sees an empty directory. Start it late, as in \`startup: order=99\`, or let pve-guests.service wait for the mount.`,
      { related: [{ span: onboot.value, message: "It starts at boot." }] },
    );
  },
});
