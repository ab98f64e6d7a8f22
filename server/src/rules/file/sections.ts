import type { Section } from "../../syntax/document.js";

/** How a message speaks of a section. */
export function titleOf(section: Section): string {
  if (section.kind === "main") return "the container's own section";
  return section.kind === "pending" ? "the pending changes" : `the snapshot \`${section.name}\``;
}

const plainKeys = new WeakMap<Section, ReadonlySet<string>>();

/** Whether a line of the section sets this plain key. */
export function isSetIn(section: Section, key: string): boolean {
  let keys = plainKeys.get(section);
  if (!keys) {
    keys = new Set(section.lines.flatMap((line) => (line.kind === "setting" && line.key ? [line.key.text] : [])));
    plainKeys.set(section, keys);
  }
  return keys.has(key);
}

/** The lowest number with which a key such as `mp` is not set in the section. */
export function firstFree(section: Section, name: string, indexes: number): number | undefined {
  for (let index = 0; index < indexes; index++) if (!isSetIn(section, `${name}${index}`)) return index;
  return undefined;
}

const rawLines = new WeakMap<Section, ReadonlySet<string>>();

/** Whether the section has a raw line with this key and value. */
export function hasRawLine(section: Section, key: string, value: string): boolean {
  let lines = rawLines.get(section);
  if (!lines) {
    const raw = section.lines.filter((line) => line.kind === "raw");
    lines = new Set(raw.map((line) => `${line.key?.text}: ${line.value?.text}`));
    rawLines.set(section, lines);
  }
  return lines.has(`${key}: ${value}`);
}

/** The offset below the header and the comments at the top of a section, where Proxmox would write a further comment. */
export function topOf(section: Section): number {
  let offset = section.header?.next ?? section.lines[0]?.start ?? 0;
  for (const line of section.lines) {
    if (line.kind !== "comment") break;
    offset = line.next;
  }
  return offset;
}
