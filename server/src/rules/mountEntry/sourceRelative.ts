import { isUnprivileged } from "../../container/container.js";
import { kindOfHostPath, likelyTopDirectories } from "../../container/hostPaths.js";
import { factOf } from "../../container/keys.js";
import { createdKind, isBindMount, isOptional, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { insertAt } from "../fixes.js";
import type { Details } from "../rule.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { isType } from "./fields.js";
import { mountedEntries } from "./shape.js";

/** liblxc looks a source without a leading slash up from the host's root, but loses its first part on the way. */
export const sourceRelative = defineRule({
  name: "mount-entry-source-relative",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const { source } = entry;
      if (!source || source.decoded.startsWith("/") || mountOption(entry, "idmap")) continue;
      const label = source.decoded.slice(0, source.decoded.indexOf("=")).toUpperCase();
      const names = factOf(fileSystems, entry.type?.decoded ?? "")?.names;
      // To tmpfs and its like the source means nothing.
      if (names === "any" && !isBindMount(entry)) continue;
      if (diskNames.has(label)) {
        const end = isOptional(entry)
          ? "the mount is left out"
          : isBindMount(entry)
            ? "the wrong directory is mounted"
            : "the container does not start";
        report(
          source,
          `liblxc does not look disks up by \`${label}\`, so ${end}. Write the path below /dev/disk instead, or mount the disk on the host and bind the directory.`,
          {
            rejectedBy: isOptional(entry) || isBindMount(entry) ? "ignored" : "start",
          },
        );
      } else if (!isBindMount(entry) && names === "device") {
        report(
          source,
          `\`${entry.type?.text}\` is mounted from a disk, and \`${source.text}\` is no path of one, so ${consequenceOf(entry)}. Write the path of the disk instead, as in \`/dev/sdb1\`.`,
          {
            rejectedBy: isOptional(entry) ? "ignored" : "start",
          },
        );
      } else if (isBindMount(entry) && !mountOption(entry, "relative")) {
        const { message, rejectedBy } = whatHappens(entry, isUnprivileged(container));
        report(source, message, { rejectedBy, fixes: fixesOf(entry) });
      }
    }
  },
});

const diskNames = new Set(["UUID", "LABEL", "PARTUUID", "PARTLABEL"]);

function whatHappens(entry: MountEntry, unprivileged: boolean): { message: string; rejectedBy: "start" | "ignored" } {
  const { source } = entry;
  const text = source?.text ?? "";
  const parts = (source?.decoded ?? "").split("/").filter((part) => part !== "");
  const left = parts.slice(1).join("/");
  const repair =
    text.startsWith("~") || text.includes("$")
      ? "Write the whole path instead; liblxc knows no `~` and no variables."
      : "Write the path with its leading slash instead.";
  if (left === "") {
    const recursive = entry.optionWords.some((word) => word.text.startsWith("rbind"));
    const why =
      createdKind(entry) === "file"
        ? ", which cannot be mounted onto a file"
        : unprivileged && !recursive
          ? ", which the kernel does not bind in an unprivileged container"
          : undefined;
    const end = why
      ? `${why}, and ${isOptional(entry) ? "leaves the mount out" : "the container does not start"}`
      : " and mounts that";
    return {
      message: `The source \`${text}\` has no leading slash: liblxc takes it for the host's root directory${end}. ${repair}`,
      rejectedBy: why && !isOptional(entry) ? "start" : "ignored",
    };
  }
  const exists = kindOfHostPath(`/${left}`) !== undefined && !left.startsWith("dev/");
  const end = exists ? "mounts that" : isOptional(entry) ? "leaves the mount out" : "the container does not start";
  return {
    message: `The source \`${text}\` has no leading slash: liblxc loses its first part, looks for /${left} and ${end}. ${repair}`,
    rejectedBy: exists || isOptional(entry) ? "ignored" : "start",
  };
}

function fixesOf({ source }: MountEntry): NonNullable<Details["fixes"]> {
  const first = source?.decoded.split("/", 1)[0] ?? "";
  if (
    !source ||
    first === "" ||
    first === "." ||
    first === ".." ||
    first.startsWith("~") ||
    first.includes("$") ||
    isType(first)
  )
    return [];
  return [
    { title: "Add the leading slash", safe: likelyTopDirectories.has(first), edits: [insertAt(source.start, "/")] },
  ];
}
