import { isOptional, mountOption } from "../../container/mountEntries.js";
import { linkedPath } from "../../container/symbolicLinks.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { mountedEntries } from "./shape.js";

/** liblxc follows no symbolic link in a target, so that a container cannot lead a mount out of itself. */
export const targetSymbolicLink = defineRule({
  name: "mount-entry-target-symbolic-link",
  area: "mount-entry",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const { target, place } = entry;
      const linked = linkedPath(`/${place.path}`);
      // An ID-mapped mount takes another way through the kernel, which was not run.
      if (!target || !linked || mountOption(entry, "idmap")) continue;
      const [link, direct] = [linked.link.slice(1), linked.direct.slice(1)];
      const end = isOptional(entry) ? "the mount is left out then" : "the container does not start then";
      report(
        target,
        `\`${link}\` is a symbolic link in most distributions, and liblxc follows none in a target, so ${end}. Write \`${direct}\` instead.`,
        { fixes: [{ title: `Write \`${direct}\``, safe: false, edits: [replace(target, direct)] }] },
      );
    }
  },
});
