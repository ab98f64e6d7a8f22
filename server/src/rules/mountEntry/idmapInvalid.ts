import { isUnprivileged } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { isBindMount, mountOption } from "../../container/mountEntries.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { removeOption } from "./completion.js";
import { shapeOf } from "./shape.js";

/** `idmap=` needs a bind mount, a map to take, and a container that has one. */
export const idmapInvalid = defineRule({
  name: "mount-entry-idmap-invalid",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const word = mountOption(entry, "idmap");
      if (!word || entry.place.kind !== "inside" || shapeOf(entry) !== "whole") continue;
      const remove = { title: `Remove \`${word.text}\``, safe: false, edits: removeOption(entry, word) };
      if (!word.argument) {
        report(word, "This `idmap` names no map, so the container does not start. Write `idmap=container` instead.", {
          fixes: [{ title: "Write `idmap=container`", safe: true, edits: [replace(word, "idmap=container")] }],
        });
      } else if (!isBindMount(entry) && factOf(fileSystems, entry.type?.decoded ?? "")) {
        report(
          word,
          `Only a bind mount can be ID-mapped, so the container does not start, optional or not. Remove it.`,
          { fixes: [remove] },
        );
      } else if (word.argument === "container" && !isUnprivileged(container)) {
        report(
          word,
          `A privileged container has no ID map, so the container does not start, optional or not. Remove it.`,
          { fixes: [remove] },
        );
      }
    }
  },
});
