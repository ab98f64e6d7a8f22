import { isUnprivileged } from "../../container/container.js";
import { isBindMount, mountOption } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { mountedEntries } from "./shape.js";

/** liblxc mounts the entries of an unprivileged container as its own root, who may not look into directories that only the host's root may. */
export const sourceUnreachable = defineRule({
  name: "mount-entry-source-unreachable",
  area: "mount-entry",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    if (!isUnprivileged(container)) return;
    for (const entry of mountedEntries(container)) {
      const { source } = entry;
      if (!source || !isBindMount(entry) || mountOption(entry, "idmap")) continue;
      const closed = closedDirectories.find((directory) => source.decoded.startsWith(`${directory}/`));
      if (closed === undefined || source.decoded === `${closed}/`) continue;
      report(
        source,
        `liblxc looks for ${source.text} with the rights of the container's root, to whom ${closed} is closed unless the host has opened it, so ${consequenceOf(entry)}. Put it somewhere else.`,
      );
    }
  },
});

/** Directories that Debian makes for the host's root alone. Source: Debian 12, base-files, and dpkg -L of its packages. */
const closedDirectories = ["/root", "/lost+found", "/etc/ssl/private", "/var/cache/ldconfig", "/var/lib/private"];
