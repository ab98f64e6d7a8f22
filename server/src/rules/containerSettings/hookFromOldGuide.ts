import { isUnprivileged } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A hook that fails keeps the container from starting, and those of old guides ask for what is no longer there. */
export const hookFromOldGuide = defineRule({
  name: "hook-from-old-guide",
  area: "container",
  severity: "information",
  rejectedBy: "start",
  looksAt: ["lxc.hook.pre-start", "lxc.hook.pre-mount", "lxc.hook.mount", "lxc.hook.autodev", "lxc.hook.start"],
  check(container, report) {
    for (const { line, key, value, clearedBy } of container.raw) {
      if (clearedBy || !key.text.startsWith("lxc.hook.")) continue;
      const fixes = [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }];
      if (/\baufs\b/.test(value.text)) {
        report(
          value,
          "The container does not start where this hook asks for aufs, which kernels of today do not have. Remove the line.",
          { fixes },
        );
      } else if (makesNode(value.text) && isUnprivileged(container) && inside.has(key.text)) {
        const write =
          container.document.dialect === "lxc"
            ? "Write a mount entry for each device instead."
            : "Write a `devN` for each device instead.";
        report(
          value,
          `In an unprivileged container nobody can make device nodes, and where this hook fails, the container does not start. ${write}`,
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
