import type { Document } from "../../syntax/document.js";
import type { Report } from "../rule.js";

/** Characters of the notes that the API takes. Source: pve-container 6.1.10, Config.pm, `description`. */
const most = 8192;

/** Notes that the file may have, but nobody can save again after a change in the web interface. */
export function checkNotesLength({ text, main }: Document, report: Report): void {
  // Decoding makes a text shorter, never longer.
  if (text.length <= most) return;
  const notes = main.lines.filter(({ kind }) => kind === "comment" || kind === "description");
  const [first] = notes;
  let length = 0;
  for (const { kind, value } of notes) length += characters(value?.text ?? "") + (kind === "comment" ? 1 : 0);
  if (!first || length <= most) return;
  report(
    { start: first.start, end: first.value?.end ?? first.end },
    `The web interface saves no more than ${most} characters of notes, and these comments have ${length}. Write less, or keep a part elsewhere.`,
    { severity: "information" },
  );
}

/** The characters of a line of notes, in which `%XX` is an encoded byte. */
function characters(text: string): number {
  try {
    return [...decodeURIComponent(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, "%25"))].length;
  } catch {
    return text.replaceAll(/%[0-9A-Fa-f]{2}/g, "x").length;
  }
}
