import type { Container } from "../../container/container.js";
import { createdKind, isBindMount, type MountEntry } from "../../container/mountEntries.js";
import type { TextEdit } from "../../syntax/edit.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { appendOption, prependOption, targetFor, wantedFor } from "./completion.js";
import { isMeantToBind } from "./fields.js";
import { mistypedBind, mistypedCreate } from "./optionWords.js";
import { shapeOf, shiftOf } from "./shape.js";
import { shiftRepair } from "./shiftRepair.js";

/** liblxc passes over an entry whose target begins with a slash, with a warning that Proxmox does not show. */
export const targetAbsolute = defineRule({
  name: "mount-entry-target-absolute",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const { target, place } = entry;
      const shape = shapeOf(entry);
      if (!target || place.kind !== "ignored" || (shape !== "whole" && shape !== "shifted")) continue;
      const path = targetFor(target.text);
      if (path === "") {
        report(
          target,
          "liblxc does not mount onto the container's root, so this entry is passed over. Name a directory below it.",
        );
        continue;
      }
      report(
        target,
        `A target that begins with a slash is passed over: ${target.text} is not mounted. Write \`${path}\` instead; it counts from the container's root.`,
        {
          fixes: [
            {
              title: "Remove the leading slash",
              safe: true,
              edits: [...slashRemoved(entry, path), ...fieldsRepaired(entry, path, container)],
            },
          ],
        },
      );
    }
  },
});

function slashRemoved({ target }: MountEntry, path: string): readonly TextEdit[] {
  return target ? [replace({ start: target.start, end: target.end - path.length }, "")] : [];
}

// Without the slash the entry counts, and what else it lacks would then stop the start.
function fieldsRepaired(entry: MountEntry, path: string, container: Container): readonly TextEdit[] {
  const shift = shapeOf(entry) === "shifted" ? shiftOf(entry) : undefined;
  if (shift) return shiftRepair(shift, entry, container)?.details.fixes?.[0]?.edits ?? [];
  if (!isMeantToBind(entry)) return [];
  const typo = mistypedBind(entry);
  const bind = isBindMount(entry) ? [] : typo ? [replace(typo.word, typo.meant)] : prependOption(entry, "bind");
  const lacksCreate = path.startsWith("dev/") && !createdKind(entry) && !mistypedCreate(entry);
  const { kind } = wantedFor(entry.source?.decoded ?? "");
  return [...bind, ...(lacksCreate ? appendOption(entry, `create=${kind}`) : [])];
}
