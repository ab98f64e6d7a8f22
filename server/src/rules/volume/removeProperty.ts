import type { Volume } from "../../container/volumes.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Property } from "../../syntax/propertyString.js";
import { insertAt, replace } from "../fixes.js";

/** Takes a property away with one of the commas around it. */
export function removeProperty({ written }: Volume, { start, end }: Property): TextEdit {
  const offset = written.start;
  if (written.text[end - offset] === ",") return replace({ start, end: end + 1 }, "");
  return replace({ start: written.text[start - offset - 1] === "," ? start - 1 : start, end }, "");
}

/** Puts a property behind the last one. */
export function appendProperty({ written }: Volume, text: string): TextEdit {
  return insertAt(written.end, written.text.endsWith(",") ? text : `,${text}`);
}
