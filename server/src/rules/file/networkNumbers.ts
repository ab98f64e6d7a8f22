import { keyNameOf, renamedLxcKey } from "../../container/keys.js";
import type { Line, Section } from "../../syntax/document.js";

/**
 * The number of the interface to which each `lxc.network.*` line of a section belongs. Up to LXC 2.1 a line with the type began the next interface,
 * and interfaces had no numbers; those of `netN` and `lxc.net.N` are taken, so the new ones are the lowest free.
 */
export function networkNumbers(section: Section): ReadonlyMap<Line, number> {
  const taken = takenIn(section);
  const numbers = new Map<Line, number>();
  let current: number | undefined;
  let free = 0;
  for (const line of section.lines) {
    const key = line.kind === "raw" ? line.key?.text : undefined;
    if (key === undefined) continue;
    const named = /^lxc\.net\.([0-9]+)\.type$/.exec(key);
    if (named) current = Number(named[1]);
    if (!renamedLxcKey(key)?.now?.startsWith("lxc.net.N.")) continue;
    if (current === undefined || key === "lxc.network.type") {
      while (taken.has(free)) free++;
      current = free++;
    }
    numbers.set(line, current);
  }
  return numbers;
}

function takenIn(section: Section): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const line of section.lines) {
    if (!line.key) continue;
    if (line.kind === "setting") {
      const { name, digits } = keyNameOf(line.key.text);
      if (name === "net" && digits !== "") taken.add(Number(digits));
    } else if (line.kind === "raw") {
      const number = /^lxc\.net\.([0-9]+)(?:\.|$)/.exec(line.key.text)?.[1];
      if (number !== undefined) taken.add(Number(number));
    }
  }
  return taken;
}
