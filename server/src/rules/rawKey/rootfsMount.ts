import { rawValue } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Where on the host LXC puts a container together while it starts. */
export const rootfsMount = defineRule({
  name: "raw-rootfs-mount",
  area: "raw-key",
  severity: "information",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["lxc.rootfs.mount"],
  check(container, report) {
    const entry = rawValue(container, "lxc.rootfs.mount");
    if (!entry) return;
    report(
      entry.value,
      "liblxc puts the container together in this directory of the host, and does not start it where there is none. Remove the line: liblxc has a place of its own, and where mounts end up in the container is said by `mp=`.",
      { fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(entry.line)] }] },
    );
  },
});
