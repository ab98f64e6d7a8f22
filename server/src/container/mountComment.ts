import type { MountFields } from "../syntax/mountEntry.js";

/**
 * The first field of an entry that somebody wrote as the beginning of a comment. LXC knows none and takes it for that field. Undefined when the
 * comment, if any, stands behind the options, where nothing is read.
 */
export function commentField(entry: MountFields): "target" | "type" | "options" | undefined {
  const { target, type, options } = entry;
  if (target && beginsComment(target.text)) return "target";
  if (type && beginsComment(type.text)) return "type";
  return options && beginsComment(options.text) ? "options" : undefined;
}

function beginsComment(text: string): boolean {
  return text.startsWith("#") || text === "//";
}
