import { isOptional } from "../../container/mountEntries.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { brokenPath } from "./brokenPath.js";
import { shapeOf } from "./shape.js";

/** Fields are cut at blanks, whatever quotes or backslashes stand around them; a blank in a path is written `\040`. */
export const spaceInPath = defineRule({
  name: "mount-entry-space-in-path",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const broken = shapeOf(entry) === "broken path" ? brokenPath(entry) : undefined;
      if (!broken) continue;
      const ignored = entry.place.kind === "ignored" || isOptional(entry);
      const end = ignored ? "the mount is left out" : "the container does not start";
      const message =
        broken.by === "no-break space"
          ? `A no-break space stands here, which separates no fields, so ${end}. Write a plain blank instead.`
          : `liblxc cuts this path at its blank${withWhat[broken.by]}, so ${end}. Write \`${broken.repaired}\` instead.`;
      report(broken.at, message, {
        rejectedBy: ignored ? "ignored" : "start",
        fixes: [
          {
            title: broken.by === "no-break space" ? "Write a plain blank" : "Write blanks as `\\040`",
            safe: broken.sure,
            edits: [replace(broken.at, broken.repaired)],
          },
        ],
      });
    }
  },
});

const withWhat = {
  blank: "",
  backslash: " in spite of the backslash",
  quotes: " in spite of the quotes",
} as const;
