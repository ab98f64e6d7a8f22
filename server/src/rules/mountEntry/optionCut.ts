import { isBindMount, isOptional } from "../../container/mountEntries.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { mountedEntries } from "./shape.js";

/** liblxc cuts its own words out of the options wherever they stand, also from the middle of a path that the file system is to get. */
export const optionCut = defineRule({
  name: "mount-entry-option-cut",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      // Beside `bind` the kernel reads nothing of what is cut.
      if (isBindMount(entry)) continue;
      for (const word of entry.optionWords) {
        if (word.argument === undefined || word.name === "create" || word.name === "idmap" || word.name === "optional")
          continue;
        const cut = ownWords.find((own) => word.argument?.includes(own));
        if (cut === undefined) continue;
        report(
          word,
          `liblxc takes \`${cut}\` out of the options as a word of its own and hands the rest on, so \`${word.name}\` is not what is written and ${consequenceOf(entry)}. Give the path another name.`,
          { rejectedBy: isOptional(entry) ? "ignored" : "start" },
        );
      }
    }
  },
});

/** Source: liblxc 6.0.6, src/lxc/conf.c, cull_mntent_opt(); run with an overlay. */
const ownWords = ["create=dir", "create=file", "optional", "relative", "idmap="];
