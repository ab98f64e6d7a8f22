import { type Volume, volumesOf } from "../../container/volumes.js";
import { removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** A volume that several keys name: mounted twice, or listed as unused while it is in use. */
export const usedTwice = defineRule({
  name: "volume-used-twice",
  area: "volume",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["mp", "unused"],
  check(container, report) {
    const users = new Map<string, Volume>();
    for (const volume of volumesOf(container)) {
      if (volume.kind !== "volume" || !volume.source) continue;
      const first = users.get(volume.source.text);
      if (!first) users.set(volume.source.text, volume);
      else if (volume.name === "unused") reportUnused(volume, first, report);
      else if (volume.isAccepted && first.isAccepted) reportMounted(volume, first, report);
      // One that is mounted tells more about the volume than one that Proxmox cannot read.
      if (first && !first.isAccepted && volume.isAccepted) users.set(volume.source.text, volume);
    }
  },
});

function reportMounted({ source, key }: Volume, first: Volume, report: Report): void {
  if (!source) return;
  const message = `\`${first.key.text}\` is this volume already, and Proxmox migrates no container that uses a volume twice. Give \`${key.text}\` a volume of its own, or remove the line.`;
  report(source, message, { related: first.source ? [{ span: first.source, message: "It is used here." }] : [] });
}

function reportUnused({ source, line }: Volume, first: Volume, report: Report): void {
  if (!source) return;
  const user = `\`${first.key.text}\``;
  const related = first.source ? [{ span: first.source, message: "It is used here." }] : [];
  if (!first.isAccepted) {
    report(
      source,
      `${user} names this volume too, but Proxmox cannot read that line and takes the volume for unused: to delete it here destroys its data. Repair ${user} first.`,
      { related },
    );
    return;
  }
  const what =
    first.name === "unused"
      ? `${user} lists this volume already, and one line is enough`
      : `${user} uses this volume, so Proxmox removes this line at its next change of the file`;
  report(source, `${what}. Remove the line.`, {
    severity: "information",
    tags: ["unnecessary"],
    related,
    fixes: [{ title: "Remove the line", safe: true, edits: [removeLine(line)] }],
  });
}
