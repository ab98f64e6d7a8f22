import { createdKind, isOptional } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { shapeOf } from "./shape.js";

/** liblxc does not stop `..` at the container's root: the target is then on the host, and the mount is lost when the container starts. */
export const targetEscapes = defineRule({
  name: "mount-entry-target-escapes",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const { target, place } = entry;
      if (!target || place.kind !== "outside" || shapeOf(entry) !== "whole") continue;
      const inside = insideOf(target.text);
      const fixes =
        inside === ""
          ? []
          : [
              {
                title: `Write \`${inside}\``,
                safe: false,
                edits: [{ start: target.start, end: target.end, newText: inside }],
              },
            ];
      if (createdKind(entry)) {
        report(
          target,
          "This target leads out of the container: liblxc creates it on the host, and the container does not see the mount. Write a path without `..` instead.",
          { fixes },
        );
      } else if (isOptional(entry)) {
        report(
          target,
          "This target leads out of the container, so the container does not see the mount. Write a path without `..` instead.",
          { fixes },
        );
      } else {
        report(
          target,
          "This target leads out of the container: where the host has no such path, the container does not start, and else it does not see the mount. Write a path without `..` instead.",
          {
            rejectedBy: "start",
            fixes,
          },
        );
      }
    }
  },
});

/** The path with each `..` stopping at the root, as a shell has it. */
function insideOf(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
