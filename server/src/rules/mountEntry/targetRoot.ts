import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { defineRule } from "../rule.js";
import { quoted } from "./consequence.js";
import { shapeOf } from "./shape.js";

/** A mount onto the container's root hides the root file system, which liblxc notices and refuses, `optional` or not. */
export const targetRoot = defineRule({
  name: "mount-entry-target-root",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const mounts = isBindMount(entry) || !isOptional(entry) || factOf(fileSystems, entry.type?.decoded ?? "");
      if (entry.target && entry.place.kind === "root" && mounts && shapeOf(entry) === "whole") {
        report(
          entry.target,
          `The target ${quoted(entry.target.text)} is the container's root, which no mount may hide, so the container does not start. Name a directory below it.`,
        );
      }
    }
  },
});
