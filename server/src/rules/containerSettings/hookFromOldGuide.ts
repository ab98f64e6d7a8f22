import { isUnprivileged } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A hook that fails stops the start, and those of old guides ask for what is no longer there. */
export const hookFromOldGuide = defineRule({
  name: "hook-from-old-guide",
  area: "container",
  severity: "information",
  rejectedBy: "start",
  looksAt: ["lxc.hook.pre-start", "lxc.hook.pre-mount", "lxc.hook.mount", "lxc.hook.autodev", "lxc.hook.start"],
  check(container, report) {
    for (const { line, key, value, clearedBy } of container.raw) {
      if (clearedBy || !key.text.startsWith("lxc.hook.")) continue;
      const fixes = [{ title: "Remove this hook", safe: false, edits: [removeLine(line)] }];
      if (/\baufs\b/.test(value.text)) {
        report(
          value,
          "Kernels of today have no aufs, and where this hook asks for it, it fails and the container does not start. Remove the line.",
          { fixes },
        );
      } else if (makesNode(value.text) && isUnprivileged(container) && inside.has(key.text)) {
        const write =
          container.document.dialect === "lxc"
            ? "Write a mount entry for each device."
            : "Write a `devN` for each device.";
        report(
          value,
          `In an unprivileged container nobody can make device nodes, and a hook that fails stops the start. ${write}`,
          { fixes },
        );
      }
    }
  },
});

/** `mknod path c 10 200`; a pipe may be made by anybody. */
function makesNode(text: string): boolean {
  return text.includes("mknod") && / [bcu] +["$0-9]/.test(text);
}

/** Hooks that run in the container's namespaces. Source: lxc.container.conf(5). */
const inside: ReadonlySet<string> = new Set(["lxc.hook.mount", "lxc.hook.autodev", "lxc.hook.start"]);
