import { type Container, isUnprivileged } from "../../container/container.js";
import { idMapOf } from "../../container/idMap.js";
import { isSince } from "../../container/releases.js";
import { isOn, mountPointsOf, propertyOf } from "../../container/volumes.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The host's own users and groups have IDs below this. */
const firstSubordinate = 65_536;

const usual = "idmap=u:1000:1000:1;g:1000:1000:1";

/** Files of the host's own users are nobody's in an unprivileged container, unless IDs are handed through. */
export const idmapMissingForBindMount = defineRule({
  name: "idmap-missing-for-bind-mount",
  area: "idmap",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    if (!isUnprivileged(container) || !container.settings.has("rootfs")) return;
    const points = mountPointsOf(container).filter(
      (point) => point.kind === "bind" && !isOn(point, "ro") && !propertyOf(point, "idmap"),
    );
    const [first, ...others] = points.flatMap(({ source }) => source ?? []);
    if (!first || handsIdsThrough(container)) return;
    const canMap = isSince(container.target.proxmox, "9.2");
    const way = canMap
      ? `Write \`${usual}\` for user and group 1000 of the host`
      : "Hand them through with `lxc.idmap`";
    report(
      first,
      `Files of the host's own users are nobody's in this unprivileged container, and it cannot write them. ${way}, or give the files to the host ID 100000 larger.`,
      {
        related: others.map((span) => ({ span, message: "This directory of the host too." })),
        fixes: canMap
          ? [
              {
                title: `Add \`${usual}\``,
                safe: false,
                edits: points.map(({ written }) => insertAt(written.end, `,${usual}`)),
              },
            ]
          : [],
      },
    );
  },
});

function handsIdsThrough(container: Container): boolean {
  const map = idMapOf(container);
  return map !== undefined && [...map.u, ...map.g].some(({ outside }) => outside < firstSubordinate);
}
