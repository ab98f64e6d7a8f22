import { isOptional, type MountEntry } from "../../container/mountEntries.js";

/** What comes of an entry that cannot be mounted, as the end of a sentence that begins with "so". */
export function consequenceOf(entry: MountEntry): string {
  return isOptional(entry) ? "the mount is left out" : "the container does not start";
}

/** A path from the root as it is; any other text of an entry as code, so that it is not taken for a word of the sentence. */
export function quoted(text: string): string {
  return text.startsWith("/") ? text : `\`${text}\``;
}
