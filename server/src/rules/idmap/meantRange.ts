import { readRange } from "../../container/idMap.js";

/** What people write for the kind of an ID, in the manner of other programs. */
const kinds: Readonly<Record<string, readonly ("u" | "g")[]>> = {
  u: ["u"],
  uid: ["u"],
  user: ["u"],
  g: ["g"],
  gid: ["g"],
  group: ["g"],
  b: ["u", "g"],
  both: ["u", "g"],
};

/**
 * The values that an unreadable `lxc.idmap` was meant to be, when it is plain: signs between the numbers, another word for the kind, or
 * both kinds in one line. Empty when a person has to say.
 */
export function meantRanges(text: string): readonly string[] {
  const words = text.split(/[\s,;:="']/).filter((word) => word !== "");
  const [kind = "", ...numbers] = words;
  const name = kind.toLowerCase();
  const meant = Object.hasOwn(kinds, name) ? (kinds[name] ?? []) : [];
  if (numbers.length !== 3 || !numbers.every((number) => /^(?:0|[1-9][0-9]{0,9})$/.test(number))) return [];
  const ranges = meant.map((each) => [each, ...numbers].join(" "));
  return ranges.every((range) => readRange(range)) ? ranges : [];
}
