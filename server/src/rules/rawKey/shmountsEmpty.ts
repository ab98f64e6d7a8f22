import { blankSeparated } from "../../container/lxcFormats/words.js";
import { partOf } from "../../syntax/token.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `shmounts:` without a path kills the process that sets the container up, and lxc-start waits for it for ever. */
export const shmountsEmpty = defineRule({
  name: "mount-auto-shmounts-empty",
  area: "raw-key",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.auto"],
  check({ raw }, report) {
    for (const { key, value, line, clearedBy } of raw) {
      if (key.text !== "lxc.mount.auto" || clearedBy) continue;
      const words = blankSeparated(value.text);
      if (!words.includes("shmounts:")) continue;
      const at = ` ${value.text} `.search(/[ \t]shmounts:[ \t]/);
      const others = words.filter((word) => word !== "shmounts:").join(" ");
      report(
        partOf(value, at, at + "shmounts:".length),
        "`shmounts:` needs a directory of the host behind it. Without one the start hangs and has to be killed. Write `shmounts:/path/on/the/host`, or remove the word.",
        {
          fixes: [
            others === ""
              ? { title: "Remove the line", safe: false, edits: [removeLine(line)] }
              : { title: "Remove `shmounts:`", safe: false, edits: [replace(value, others)] },
          ],
        },
      );
    }
  },
});
