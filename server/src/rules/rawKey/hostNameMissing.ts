import { rawValue } from "../../container/container.js";
import { insertLinesAfter } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Without a name of its own the container has that of the host. */
export const hostNameMissing = defineRule({
  name: "host-name-missing",
  area: "raw-key",
  severity: "hint",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: ["lxc.rootfs.path"],
  check(container, report) {
    const { raw } = container;
    const rootfs = rawValue(container, "lxc.rootfs.path");
    // An included file can set it, and an old key is meant to.
    const isNamed = raw.some(({ key }) => /^lxc\.(?:uts\.name|utsname|include|namespace\.keep)$/.test(key.text));
    if (!rootfs || isNamed) return;
    report(rootfs.key, "Without `lxc.uts.name` the container starts under the name of the host. Write a name.", {
      fixes: [
        {
          title: "Write `lxc.uts.name`",
          safe: false,
          edits: [insertLinesAfter(container, rootfs.line, ["lxc.uts.name = container"])],
        },
      ],
    });
  },
});
