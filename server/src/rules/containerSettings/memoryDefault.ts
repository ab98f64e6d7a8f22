import { type Container, rawValue } from "../../container/container.js";
import { isTemplate, isWholeConfig } from "../../container/distribution.js";
import { insertSetting } from "../fixes.js";
import { defineRule } from "../rule.js";

/** What a container gets whose config does not say: 512 MiB of memory, and no swap at all. */
export const memoryDefault = defineRule({
  name: "memory-default",
  area: "container",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["rootfs"],
  check(container, report) {
    const { settings } = container;
    const memory = settings.get("memory");
    const swap = settings.get("swap");
    if ((memory && swap) || !isWholeConfig(container) || isTemplate(container)) return;
    const at = settings.get("memory") ?? settings.get("rootfs");
    if (!at) return;
    if (!memory && !limits(container, "max")) {
      report(
        at.key,
        "Without a line `memory` the container gets 512 MiB. Write `memory: 512` to keep that, or as many as it needs.",
        {
          fixes: [{ title: "Write `memory: 512`", safe: false, edits: [insertSetting(container, "memory", "512")] }],
        },
      );
    } else if (!swap && !limits(container, "swap.max")) {
      report(
        at.key,
        "Without a line `swap` the container has no swap, although the documentation gives 512 as the default. Write `swap: 512` for that, or `swap: 0` to keep it so.",
        {
          fixes: ["512", "0"].map((amount) => ({
            title: `Write \`swap: ${amount}\``,
            safe: false,
            edits: [insertSetting(container, "swap", amount)],
          })),
        },
      );
    }
  },
});

/** A raw line sets the limit itself. */
function limits(container: Container, file: string): boolean {
  return rawValue(container, `lxc.cgroup2.memory.${file}`) !== undefined;
}
