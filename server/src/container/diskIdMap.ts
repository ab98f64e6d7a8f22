import { partOf, type Token } from "../syntax/token.js";
import type { IdKind } from "./idMap.js";

/** A part of a mount point's `idmap=`: so many IDs of the container, from `inside` on, are those from `onDisk` on in the files. */
export interface DiskIdRange extends Token {
  readonly kind: IdKind;
  readonly inside: number;
  readonly onDisk: number;
  readonly count: number;
}

/** The ranges of `u:1000:1000:1;g:1000:1000:1`; none for `passthrough`. The text is one that Proxmox takes. */
export function diskIdRanges(value: Token): readonly DiskIdRange[] {
  const ranges: DiskIdRange[] = [];
  for (let start = 0; start < value.text.length; ) {
    const semicolon = value.text.indexOf(";", start);
    const end = semicolon < 0 ? value.text.length : semicolon;
    const part = partOf(value, start, end);
    const [kind, ...numbers] = part.text.split(":");
    const [inside, onDisk, count] = numbers.map(Number);
    if ((kind === "u" || kind === "g") && inside !== undefined && onDisk !== undefined && count !== undefined)
      ranges.push({ ...part, kind, inside, onDisk, count });
    start = end + 1;
  }
  return ranges;
}
