import type { TextEdit } from "../../syntax/edit.js";
import type { Property } from "../../syntax/propertyString.js";
import { replace } from "../fixes.js";
import type { RefusedProperties } from "./propertyInvalid.js";

/** Takes a property away with one of the commas around it. */
export function removeProperty({ setting, properties }: RefusedProperties, property: Property): TextEdit {
  const isLast = property === properties.at(-1);
  const { text, start } = setting.written;
  const comma = text.charCodeAt(property.end - start) === 44;
  if (!isLast && comma) return replace({ start: property.start, end: property.end + 1 }, "");
  const before = text.charCodeAt(property.start - start - 1) === 44 ? 1 : 0;
  return replace({ start: property.start - before, end: property.end }, "");
}
