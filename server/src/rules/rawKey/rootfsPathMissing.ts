import type { Container, RawEntry } from "../../container/container.js";
import { defineRule } from "../rule.js";

const key = "lxc.rootfs.path";

/** Without a root file system the container gets that of the host, if it starts at all. */
export const rootfsPathMissing = defineRule({
  name: "rootfs-path-missing",
  area: "raw-key",
  severity: "warning",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: [key, "lxc.uts.name"],
  check(container, report) {
    const last = container.raw.findLast((entry) => entry.key.text === key);
    if (last?.value.text === "") {
      report(
        last.key,
        "Without a root file system the container works on that of the host, and most do not even start. Write the path of one.",
      );
    } else if (!last && !mayIncludeOne(container)) {
      const name = container.raw.find((entry) => entry.key.text === "lxc.uts.name" && entry.value.text !== "");
      if (!name) return;
      report(
        name.key,
        "This config names a container and no root file system, so the container works on that of the host. Write `lxc.rootfs.path`, unless another file includes this one.",
        { severity: "information" },
      );
    }
  },
});

/** The templates of LXC have no root file system; what another file has, this one does not tell. */
function mayIncludeOne({ raw }: Container): boolean {
  return raw.some((entry) => entry.key.text === "lxc.include" && !isTemplate(entry));
}

function isTemplate({ value }: RawEntry): boolean {
  return value.text === "" || value.text.startsWith("/usr/share/lxc/config/");
}
