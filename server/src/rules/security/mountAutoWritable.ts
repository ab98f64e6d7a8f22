import { wordsOf } from "../../syntax/idMap.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { isPrivileged } from "./privileged.js";

const opened: Readonly<Record<string, string>> = {
  "proc:rw": "the kernel settings and the emergency keys in the host's /proc",
  "sys:rw": "the settings of devices and the kernel in the host's /sys",
};

/** A privileged container that may write where the host's kernel is set up. */
export const mountAutoWritable = defineRule({
  name: "mount-auto-writable",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.mount.auto"],
  check(container, report) {
    for (const { key, value, clearedBy } of container.raw) {
      if (key.text !== "lxc.mount.auto" || clearedBy) continue;
      for (const word of wordsOf(value)) {
        const what = Object.hasOwn(opened, word.text) ? opened[word.text] : undefined;
        if (!what || !isPrivileged(container)) continue;
        const mixed = word.text.replace("rw", "mixed");
        report(
          word,
          `This makes ${what} writable, and only AppArmor is left to keep root in this privileged container from them. Write \`${mixed}\` instead.`,
          { fixes: [{ title: `Write \`${mixed}\``, safe: false, edits: [replace(word, mixed)] }] },
        );
      }
    }
  },
});
