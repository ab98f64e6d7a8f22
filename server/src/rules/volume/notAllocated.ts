import { likelyTopDirectories } from "../../container/hostPaths.js";
import { isOrder, isVolumeId, mountedVolumes, type Volume } from "../../container/volumes.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A volume is named by its storage and its name; `STORAGE:8` makes a new one in `pct set` only, and without a storage there is none. */
export const notAllocated = defineRule({
  name: "volume-not-allocated",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const volume of mountedVolumes(container)) {
      const { kind, source } = volume;
      if (kind !== "volume" || !source) continue;
      if (isOrder(volume)) {
        report(
          source,
          `This asks for a new volume, which only \`pct set\` and the web interface make; in the file it names one that does not exist, and the container does not start. ${commandFor(volume)}`,
        );
      } else if (!isVolumeId(volume)) {
        report(
          source,
          `No storage stands in front of \`${source.text}\`, so the container does not start. ${wishFor(source.text)}`,
          {
            fixes: isPath(source.text)
              ? [{ title: "Add the leading slash", safe: false, edits: [insertAt(source.start, "/")] }]
              : [],
          },
        );
      }
    }
  },
});

function isPath(text: string): boolean {
  return text.includes("/") && likelyTopDirectories.has(text.split("/", 1)[0] ?? "");
}

function wishFor(text: string): string {
  return isPath(text)
    ? "Write a directory of the host with its leading slash instead."
    : "Write storage and volume, as in `local-lvm:vm-101-disk-1`, or the whole path of a directory instead.";
}

function commandFor({ key, source, target, name }: Volume): string {
  if (name === "rootfs") return "Name the volume that the container has.";
  return `Remove the line and run \`pct set <CTID> -${key.text} ${source?.text},mp=${target?.text}\`.`;
}
