import type { Document, Line, Section } from "../syntax/document.js";

/** The line by which a state names the snapshot that it was made from. */
export interface Ancestry {
  readonly line: Line;
  readonly section: Section;
  readonly parent: string;
}

/** The snapshots that count, by name: of two with the same name the last. */
export function snapshotsOf(document: Document): ReadonlyMap<string, Section> {
  const snapshots = new Map<string, Section>();
  for (const section of document.sections) if (section.kind === "snapshot") snapshots.set(section.name, section);
  return snapshots;
}

/** What a section names as its parent; of several lines the last counts. */
export function ancestryOf(section: Section): Ancestry | undefined {
  const line = section.lines.findLast((each) => each.kind === "setting" && each.key?.text === "parent");
  return line?.value && { line, section, parent: line.value.text };
}

/** The names of snapshots whose parents lead round back to themselves, each circle as a list. Each snapshot is walked once. */
export function circlesOf(snapshots: ReadonlyMap<string, Section>): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const start of snapshots.keys()) {
    const path = new Map<string, number>();
    let name: string | undefined = start;
    while (name !== undefined && !done.has(name) && !path.has(name)) {
      path.set(name, path.size);
      const section = snapshots.get(name);
      const parent: string | undefined = section && ancestryOf(section)?.parent;
      name = parent !== undefined && snapshots.has(parent) ? parent : undefined;
    }
    const first = name === undefined ? undefined : path.get(name);
    if (first !== undefined) circles.push([...path.keys()].slice(first));
    for (const each of path.keys()) done.add(each);
  }
  return circles;
}

/** When a snapshot was made, in seconds since 1970; infinity when it does not say. */
export function timeOf(section: Section): number {
  const line = section.lines.findLast((each) => each.kind === "setting" && each.key?.text === "snaptime");
  const time = Number(line?.value?.text ?? Number.NaN);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}
