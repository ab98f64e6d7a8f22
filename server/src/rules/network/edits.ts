import type { NetworkInterface } from "../../container/networks.js";
import type { TextEdit } from "../../syntax/edit.js";
import { type Property, readProperties } from "../../syntax/propertyString.js";
import { insertAt, replace } from "../fixes.js";

/** Gives a property of a `netN` line a value, in its place or behind all others. */
export function setProperty(each: NetworkInterface, name: string, value: string): TextEdit {
  const written = writtenIn(each);
  const property = written.find(({ key }) => key?.text === name);
  if (property) return replace(property, `${name}=${value}`);
  const last = written.at(-1);
  const end = last?.end ?? each.setting?.value.end ?? 0;
  return insertAt(end, last ? `,${name}=${value}` : `${name}=${value}`);
}

/** Takes a property of a `netN` line away, with one of the commas around it. */
export function removeProperty(each: NetworkInterface, name: string): readonly TextEdit[] {
  const written = writtenIn(each);
  const at = written.findIndex(({ key }) => key?.text === name);
  const property = written[at];
  if (!property) return [];
  const next = written[at + 1];
  if (next) return [replace({ start: property.start, end: next.start }, "")];
  return [replace({ start: written[at - 1]?.end ?? property.start, end: property.end }, "")];
}

/** All properties of the `netN` line, in their order. */
export function writtenIn({ setting }: NetworkInterface): readonly Property[] {
  return setting ? readProperties(setting.value) : [];
}
