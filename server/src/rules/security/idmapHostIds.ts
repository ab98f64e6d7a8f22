import { type Container, isUnprivileged, type RawIdMap } from "../../container/container.js";
import { isSince } from "../../container/releases.js";
import { mountPointsOf, propertyOf } from "../../container/volumes.js";
import type { Token } from "../../syntax/token.js";
import { defineRule, type Report } from "../rule.js";

/** Hosts give their own users the IDs below; `nobody` is 65534. Source: Debian Policy 9.2.2; Proxmox' own map begins at 100000. */
const firstForeignId = 65_536;

/** IDs of the container that are users of the host. Of the host's root, which has the ID 0, another rule speaks. */
export const idmapHostIds = defineRule({
  name: "idmap-host-ids",
  area: "security",
  profile: "audit",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.idmap", "mp"],
  check(container, report) {
    for (const { map } of container.idMaps) checkMap(map, container, report);
    for (const at of isUnprivileged(container) ? passedThrough(container) : []) {
      report(
        at,
        "Files below this bind mount keep the IDs of the container, so its root writes there as the host's root. Write `idmap=u:1000:1000:1;g:1000:1000:1` instead, which maps single IDs.",
        { severity: "warning" },
      );
    }
  },
});

function checkMap(
  { type, container: first, host, count, words }: RawIdMap["map"],
  { document, target }: Container,
  report: Report,
): void {
  const at = words[2];
  if (!type || first === undefined || !host || !count || !at || host >= firstForeignId) return;
  const [one, many] = type === "u" ? ["user", "users"] : ["group", "groups"];
  const who =
    count === 1
      ? `${one} ${first} is the host's ${one} ${host}, with that ${one}'s rights to`
      : `${many} from ${first} on are the host's from ${host} on, with their rights to`;
  const way =
    document.dialect === "proxmox" && isSince(target.proxmox, "9.2")
      ? "Where only files are to be shared, write `idmap=` at the mount point instead."
      : "Map no more IDs than share files.";
  report(at, `The container's ${who} every file of the host that the container sees. ${way}`);
}

/** The `idmap=passthrough` of bind mounts; a volume has nobody else's files. */
function passedThrough(container: Container): readonly Token[] {
  return mountPointsOf(container).flatMap((point) => {
    const idmap = point.kind === "bind" ? propertyOf(point, "idmap") : undefined;
    return idmap?.value?.text === "passthrough" ? idmap : [];
  });
}
