import { isUnprivileged } from "../../container/container.js";
import { isBindMount, isOptional } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { mountedEntries } from "./shape.js";

/** liblxc runs no `mount.nfs` and no `mount.cifs`, which look up the server and make the options that the kernel wants. */
export const networkShare = defineRule({
  name: "mount-entry-network-share",
  area: "mount-entry",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    // The kernel lets no unprivileged container mount a share, of which another rule speaks.
    if (isUnprivileged(container)) return;
    for (const entry of mountedEntries(container)) {
      const { type } = entry;
      const helper = type && !isBindMount(entry) ? helpers[type.decoded] : undefined;
      if (!type || helper === undefined) continue;
      const end = isOptional(entry)
        ? "the container starts without it"
        : "the container does not start while the server is away";
      report(
        type,
        `liblxc hands this to the kernel without \`${helper}\`, which would look up the server, and ${end}. Mount the share on the host and bind the directory.`,
      );
    }
  },
});

const helpers: Readonly<Record<string, string>> = {
  nfs: "mount.nfs",
  nfs4: "mount.nfs4",
  cifs: "mount.cifs",
  smb3: "mount.smb3",
};
