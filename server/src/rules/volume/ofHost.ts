import { isOn, mountPointsOf, type Volume } from "../../container/volumes.js";
import { defineRule } from "../rule.js";

/** A directory or a device of the host takes snapshots, clones and migration from the whole container, and no backup contains it. */
export const ofHost = defineRule({
  name: "mount-point-of-host",
  area: "volume",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    const points = mountPointsOf(container).filter(({ kind }) => kind !== "volume");
    const [first, ...rest] = points;
    if (!first?.source) return;
    // Of the storages of Proxmox another rule speaks.
    const isLocal = points.some((point) => !isOn(point, "shared") && !point.source?.text.startsWith("/mnt/pve/"));
    const what =
      rest.length === 0 ? `\`${first.key.text}\` is no volume: it is` : `${namesOf(points)} are no volumes: they are`;
    const migration = isLocal ? ", nor migrates it without `shared=1`" : "";
    report(
      first.source,
      `${what} in no backup, and Proxmox makes no snapshots and no clones of this container${migration}. Back ${rest.length === 0 ? "it" : "them"} up on the host.`,
      {
        related: rest.flatMap(({ source }) => (source ? [{ span: source, message: "This one too." }] : [])),
      },
    );
  },
});

function namesOf(points: readonly Volume[]): string {
  const names = points.map(({ key }) => `\`${key.text}\``);
  return names.length > 4 ? `${names.length} mount points` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
