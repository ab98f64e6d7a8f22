import { mountedVolumes } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** The kernel names disks in the order in which it finds them, so the same name can be another disk after a boot. */
export const diskName = defineRule({
  name: "mount-point-disk-name",
  area: "volume",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const { kind, source } of mountedVolumes(container)) {
      if (
        kind !== "device" ||
        !source ||
        !/^\/dev\/(?:sd[a-z]{1,2}|vd[a-z]|nvme[0-9]{1,3}n[0-9]{1,3}p?)[0-9]{0,3}$/.test(source.text)
      )
        continue;
      report(
        source,
        `${source.text} can be another disk after the next boot, which is then mounted here. Write its name below /dev/disk/by-id instead.`,
      );
    }
  },
});
