import { type Container, isUnprivileged } from "../../container/container.js";
import { isBindMount, isOptional } from "../../container/mountEntries.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { partOf } from "../../syntax/token.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { mountedEntries } from "./shape.js";

/** tmpfs and proc read the values of their options strictly, and one that they cannot read stops the start. */
export const optionValue = defineRule({
  name: "mount-entry-option-value",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      if (isBindMount(entry)) continue;
      for (const word of entry.optionWords) {
        const fault = faultOf(entry.type?.decoded ?? "", word, container);
        if (!fault) continue;
        const value = word.argument ? partOf(word, word.name.length + 1, word.text.length) : word;
        report(value, `${fault.what}, so ${consequenceOf(entry)}. ${fault.wish}`, {
          rejectedBy: isOptional(entry) ? "ignored" : "start",
        });
      }
    }
  },
});

interface Fault {
  readonly what: string;
  readonly wish: string;
}

/** Source: Linux 6.18, mm/shmem.c, shmem_parse_one(), and fs/proc/root.c; run with size=64X, size=10X, uid=70000. */
function faultOf(type: string, { name, argument }: MountOption, container: Container): Fault | undefined {
  if (type === "proc")
    return name === "hidepid" && !hidepids.has(argument ?? "")
      ? wrong("hidepid", argument, "Write `hidepid=2` instead.")
      : undefined;
  if (type !== "tmpfs") return undefined;
  switch (name) {
    case "size":
      return isSize(argument, "kmgtpe%")
        ? undefined
        : wrong("size", argument, "Write a number with one letter behind it, as in `size=64M`, or a percentage.");
    case "nr_inodes":
    case "nr_blocks":
      return isSize(argument, "kmgtpe") ? undefined : wrong(name, argument, `Write a number, as in \`${name}=1k\`.`);
    case "mode":
      return /^[0-7]+$/.test(argument ?? "")
        ? undefined
        : wrong(name, argument, "Write octal digits, as in `mode=1777`.");
    case "uid":
    case "gid":
      return ownerFault(name, argument, container);
    default:
      return undefined;
  }
}

const hidepids = new Set(["0", "1", "2", "4", "off", "noaccess", "invisible", "ptraceable"]);

function wrong(name: string, argument: string | undefined, wish: string): Fault {
  return { what: argument ? `\`${argument}\` is no \`${name}\`` : `\`${name}\` lacks a value`, wish };
}

function isSize(argument: string | undefined, units: string): boolean {
  if (!argument) return false;
  const unit = argument.at(-1)?.toLowerCase() ?? "";
  const digits = units.includes(unit) ? argument.slice(0, -1) : argument;
  return /^\d+$/.test(digits) || /^0x[\da-f]+$/i.test(digits);
}

function ownerFault(name: "uid" | "gid", argument: string | undefined, container: Container): Fault | undefined {
  if (!/^(\d+|0x[\da-f]+)$/i.test(argument ?? ""))
    return wrong(name, argument, `Write a number, as in \`${name}=1000\`.`);
  if (!isUnprivileged(container)) return undefined;
  const id = Number(argument);
  const maps = container.idMaps.filter(({ map }) => map.type === name[0]);
  // Without a map of its own an unprivileged container of Proxmox has these ids.
  const mapped =
    maps.length === 0
      ? id < 65_536
      : maps.some(({ map }) => id >= (map.container ?? 0) && id < (map.container ?? 0) + (map.count ?? 0));
  return mapped
    ? undefined
    : {
        what: `The container has no ${name === "uid" ? "user" : "group"} ID ${argument}`,
        wish: "Write one that its ID map has.",
      };
}
