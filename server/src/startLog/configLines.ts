import type { Container } from "../container/container.js";
import { expand, expandInPart } from "../container/expand.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { type Line, textOf } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";

/** A line that LXC or Proxmox reads, and the place in the config that it comes from. */
export interface ConfigLine {
  /** A key of liblxc, or of Proxmox; of a line that nobody can read, its text. */
  readonly key: string;
  readonly value: string;
  /** The line of the config it comes from, and the part of it that matters; absent when Proxmox adds it by itself. */
  readonly origin: (Span & { readonly line: Line }) | undefined;
}

/**
 * All that a message of a start can speak of: the lines of a native config; of a Proxmox config the plain keys, and what Proxmox makes of
 * them for liblxc.
 */
export function configLinesOf(container: Container, ctid: number, host: HostDescription): readonly ConfigLine[] {
  const { document, target } = container;
  const written = document.main.lines.flatMap((line): ConfigLine[] => {
    const { key, value } = line;
    if (!key || !value) {
      const text = textOf(document, line).trim();
      return text === "" ? [] : [{ key: text, value: "", origin: { line, start: line.start, end: line.end } }];
    }
    const span = value.text === "" ? key : value;
    return [{ key: key.text, value: value.text, origin: { line, start: span.start, end: span.end } }];
  });
  if (document.dialect === "lxc") return written;
  const options = { ctid, release: target.proxmox, host };
  const { lines, error } = expand(container, options);
  // What Proxmox refuses now it may have taken when the log was written.
  const expanded = error === undefined ? lines : expandInPart(container, options).lines;
  const generated = expanded.map(({ key, value, origin }): ConfigLine => {
    return { key, value, origin: "line" in origin ? placeOf(origin.line, origin) : undefined };
  });
  // Raw lines stand in both; the written ones are enough.
  return [...written, ...generated.filter(({ key, origin }) => origin?.line.key?.text !== key)];
}

/** The value rather than the whole line, where the line itself is meant. */
function placeOf(line: Line, span: Span): Span & { readonly line: Line } {
  const isWhole = line.key !== undefined && span.start === line.key.start;
  const { start, end } = isWhole && line.value && line.value.text !== "" ? line.value : span;
  return { line, start, end };
}
