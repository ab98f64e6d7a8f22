import type { Container } from "../../container/container.js";
import { isBindMount, type MountEntry } from "../../container/mountEntries.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { defineRule } from "../rule.js";
import { mountedEntries } from "./shape.js";

/** What lies in a tmpfs counts as memory of the container, so one that may grow beyond it ends in killed processes. */
export const tmpfsTooLarge = defineRule({
  name: "mount-entry-tmpfs-too-large",
  area: "mount-entry",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const word = sizeOf(entry);
      const size = word?.argument === undefined ? undefined : bytesOf(word.argument);
      if (!word || size === undefined) continue;
      const memory = memoryOf(container);
      if (memory === undefined || size <= memory * mebibyte) continue;
      report(
        word,
        `This tmpfs may hold more than the ${memory} MiB of memory that the container has, and what lies in it counts: filling it gets processes killed. Write a smaller size.`,
      );
    }
  },
});

const mebibyte = 1024 * 1024;

/** The last `size=` of a tmpfs counts. */
function sizeOf(entry: MountEntry): MountOption | undefined {
  if (entry.type?.decoded !== "tmpfs" || isBindMount(entry)) return undefined;
  return entry.optionWords.findLast(({ name }) => name === "size");
}

const units: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Undefined for a percentage, which is one of the host's memory, and for what is no size. */
function bytesOf(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^([0-9]+)([kmgt]?)$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return digits === "" || factor === undefined ? undefined : Number(digits) * factor;
}

/** In MiB, with swap; undefined where it cannot be told. Without a line, or with 0, it is 512. */
function memoryOf({ settings, raw }: Container): number | undefined {
  if (raw.some(({ key }) => key.text.startsWith("lxc.cgroup2.memory."))) return undefined;
  const amounts = ["memory", "swap"].map((key) => settings.get(key)?.value.text ?? "0");
  if (amounts.some((text) => !/^[0-9]{1,9}$/.test(text))) return undefined;
  const [memory = 0, swap = 0] = amounts.map(Number);
  return (memory || 512) + swap;
}
