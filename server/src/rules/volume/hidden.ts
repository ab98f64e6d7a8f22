import type { Container } from "../../container/container.js";
import { mountsDev } from "../../container/mountTargets.js";
import { mountPointsOf, type Volume } from "../../container/volumes.js";
import type { TextEdit } from "../../syntax/edit.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** Mount points are mounted by number, before liblxc mounts what it needs itself; a later mount hides what is below it. */
export const hidden = defineRule({
  name: "mount-point-hidden",
  area: "volume",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["mp"],
  check(container, report) {
    const points = mountPointsOf(container);
    const covers = coversOf(points);
    for (const point of points) {
      const by = covers.get(point);
      if (by) reportHidden(point, by, points, report);
      else reportSystemDirectory(container, point, report);
    }
  },
});

/** By mount point, the nearest later one that lies at its place or above it. */
function coversOf(points: readonly Volume[]): ReadonlyMap<Volume, Volume> {
  const covers = new Map<Volume, Volume>();
  const later = new Map<string, Volume>();
  for (const point of [...points].reverse()) {
    const by = coverOf(point.path, later);
    if (by) covers.set(point, by);
    if (point.path !== "") later.set(point.path, point);
  }
  return covers;
}

/** The mount point among these that lies at a path or above it. */
function coverOf(path: string, later: ReadonlyMap<string, Volume>): Volume | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    const cover = later.get(path.slice(0, end));
    if (cover) return cover;
  }
  return undefined;
}

function reportHidden({ target, path, key }: Volume, by: Volume, points: readonly Volume[], report: Report): void {
  if (!target || !by.target) return;
  const related = [{ span: by.target, message: "This one is seen." }];
  if (by.path === path) {
    const message = `\`${by.key.text}\` is mounted at the same place later and hides this one. Give one of the two another path.`;
    report(target, message, { related });
    return;
  }
  const edits = renumbered(points);
  report(
    target,
    `\`${by.key.text}\` is mounted on /${by.path} later and hides this one. They are mounted by number, so give the outer one the lower number.`,
    {
      related,
      fixes:
        edits.length === 0 ? [] : [{ title: `Renumber the mount points around \`${key.text}\``, safe: false, edits }],
    },
  );
}

/** The numbers stay, and each mount point that lies above an earlier one moves in front of it. */
function renumbered(points: readonly Volume[]): readonly TextEdit[] {
  const ordered: Volume[] = [];
  for (const point of points) {
    const below = ordered.findIndex(({ path }) => path.startsWith(`${point.path}/`));
    ordered.splice(below < 0 ? ordered.length : below, 0, point);
  }
  return ordered.flatMap((point, place) => {
    const key = points[place]?.key.text;
    return key === undefined || key === point.key.text ? [] : [replace(point.key, key)];
  });
}

/** liblxc and systemd put file systems of their own onto these. Source: liblxc 6.0.6, src/lxc/conf.c, lxc_setup(); systemd, src/core/mount-setup.c. */
function reportSystemDirectory(container: Container, { target, path, source }: Volume, report: Report): void {
  const top = path.split("/", 1)[0] ?? "";
  // What is meant to hand a device on has a rule of its own.
  if (!target || source?.text === `/${path}`) return;
  if (top === "proc" || top === "sys" || (top === "dev" && mountsDev(container))) {
    const write = top === "dev" ? "Choose another path, or pass a device on with `devN`." : "Choose another path.";
    report(target, `liblxc mounts its own /${top} after the mount points and hides this one. ${write}`);
  } else if (top === "run" && path !== top) {
    report(
      target,
      "A guest with systemd mounts an empty file system on /run when it boots, which hides this mount point. Choose another path.",
      { severity: "information", rejectedBy: null },
    );
  }
}
