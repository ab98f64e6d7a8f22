import { kindOfHostPath } from "../../container/hostPaths.js";
import { isBindMount, isOptional, isReadOnly, mountOption } from "../../container/mountEntries.js";
import type { Fix } from "../finding.js";
import { defineRule } from "../rule.js";
import { removeOption } from "./completion.js";
import { mountedEntries } from "./shape.js";

/** An optional directory of data that is missing at the start leaves an empty one in its place, and programs write there. */
export const optionalData = defineRule({
  name: "mount-entry-optional-data",
  area: "mount-entry",
  severity: "hint",
  rejectedBy: null,
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const word = mountOption(entry, "optional");
      const { source } = entry;
      if (!source || !word || !isBindMount(entry) || !isOptional(entry) || isReadOnly(entry)) continue;
      if (!isData(source.decoded) || isOfKernel(entry.place.path)) continue;
      const fix: Fix = { title: "Remove `optional`", safe: false, edits: removeOption(entry, word) };
      report(
        word,
        `When ${source.text} is missing, the container starts without it, and what it writes there goes into its own root file system. Remove \`optional\` if it should not start then.`,
        { fixes: [fix] },
      );
    }
  },
});

/** Where people keep files of their own; what a system needs to run lies elsewhere. */
const dataPlaces = ["/mnt/", "/media/", "/srv/", "/home/", "/data/", "/tank/", "/rpool/", "/zfs/"];

function isData(path: string): boolean {
  return dataPlaces.some((place) => path.startsWith(place)) && kindOfHostPath(path) !== "file";
}

/** A file that is put over one of the kernel's is no data. */
function isOfKernel(path: string): boolean {
  return path.startsWith("proc/") || path.startsWith("sys/") || path.startsWith("dev/");
}
