import { rawValue } from "../../container/container.js";
import { defineRule } from "../rule.js";

/** With `/` as its root a container works on the files of the host. */
export const rootfsOfHost = defineRule({
  name: "rootfs-of-host",
  area: "container",
  severity: "warning",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: ["lxc.rootfs.path"],
  check(container, report) {
    const path = rawValue(container, "lxc.rootfs.path")?.value;
    if (!path || !/^(?:dir:)?\/+$/.test(path.text)) return;
    report(
      path,
      "This is the root of the host: the container writes into its files, and `lxc-destroy` deletes them. Write the directory with the container's own files instead.",
    );
  },
});
