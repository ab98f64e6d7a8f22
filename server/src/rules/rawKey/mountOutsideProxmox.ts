import type { Container } from "../../container/container.js";
import { keyNameOf } from "../../container/keys.js";
import { isBindMount, isReadOnly, type MountEntry } from "../../container/mountEntries.js";
import { insertSetting, removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Places where data of a user lies, and no files of the system. */
const dataPlaces = /^\/(?:mnt|media|srv|home|data|storage|tank|rpool|zfs|export)\//;

/** A mount entry of the user's own data is nothing that Proxmox knows of. */
export const mountOutsideProxmox = defineRule({
  name: "mount-entry-outside-proxmox",
  area: "raw-key",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const mount of container.mountEntries) {
      const { source, entry } = mount;
      if (!source || !entry || !isBindMount(mount) || mount.place.kind !== "inside") continue;
      if (!dataPlaces.test(source.decoded)) continue;
      const setting = asMountPoint(container, mount);
      report(
        source,
        "Proxmox does not know of this mount: the web interface does not show it, no permission is asked for it, and moving the container does not check for it. Write an `mpN` if it should.",
        {
          fixes: setting
            ? [
                {
                  title: `Write \`${setting.key}: ${setting.value}\` instead`,
                  safe: false,
                  edits: [insertSetting(container, setting.key, setting.value), removeLine(entry.line)],
                },
              ]
            : [],
        },
      );
    }
  },
});

function asMountPoint({ settings }: Container, mount: MountEntry): { key: string; value: string } | undefined {
  const source = mount.source?.decoded ?? "";
  const target = `/${mount.place.path}`;
  if (/[, \t]/.test(source + target)) return undefined;
  const taken = new Set([...settings.keys()].filter((key) => keyNameOf(key).name === "mp"));
  let number = 0;
  while (taken.has(`mp${number}`)) number++;
  return { key: `mp${number}`, value: `${source},mp=${target}${isReadOnly(mount) ? ",ro=1" : ""}` };
}
