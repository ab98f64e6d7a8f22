import { featureProperties } from "../knowledge/properties.js";
import { isBlank, isDigit, isLetter, trimBlanks } from "../syntax/characters.js";
import type { Document, Line } from "../syntax/document.js";
import { type Property, readProperties } from "../syntax/propertyString.js";
import { partOf, type Token } from "../syntax/token.js";
import { trailingComment } from "../syntax/trailingComment.js";
import { factOf } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import { nearest } from "./nearest.js";
import { booleanOf } from "./values.js";

/** One feature as its author meant it, with or without a comma around it. */
export interface FeatureItem {
  /** What stands in front of the name since the item before it, or since the start of the part; empty when nothing does. */
  readonly gap: Token;
  readonly name: Token;
  /** The `=` with blanks and quotes around it, or what stands in its place; absent for a bare word. */
  readonly equals: Token | undefined;
  /** Absent when nothing follows the `=`. */
  readonly value: Token | undefined;
}

/** What stands between two commas of a `features` line. */
export interface FeaturePart extends Token {
  /** Its place in `parts`, 0-based. */
  readonly index: number;
  /** Proxmox takes it. When it refuses one part, it refuses the whole line. */
  readonly isAccepted: boolean;
  readonly items: readonly FeatureItem[];
  /** What stands behind the last item; empty when nothing does. */
  readonly tail: Token;
  /** A bare word that was meant as a further file system of the `mount=` before it. */
  readonly continuesMountList: boolean;
  /** The earlier part that sets the same feature. */
  readonly repeats: FeaturePart | undefined;
}

/** A `features` line of any section. */
export interface FeatureLine {
  readonly line: Line;
  /** The value without a comment behind it. */
  readonly value: Token;
  readonly parts: readonly FeaturePart[];
  /** The first part that sets a feature, by its name; parts that hold more than one feature are not among them. */
  readonly byName: ReadonlyMap<string, FeaturePart>;
}

/** Every `features` line, in the order of the text. Proxmox reads those of snapshots and pending changes too. */
export const featureLines = lastAnswer((document: Document): readonly FeatureLine[] =>
  document.lines.flatMap((line) =>
    line.kind === "setting" && line.key?.text === "features" && line.value ? [readFeatureLine(line, line.value)] : [],
  ),
);

/** The `features` line that counts when the container starts. */
export function featureLineInForce(document: Document): FeatureLine | undefined {
  return featureLines(document).findLast(({ line }) => line.section.kind === "main");
}

/** The feature that a word names, however it is spelled: exactly, in another case, or nearly. */
export function featureNamed(word: string): string | undefined {
  const lower = word.toLowerCase();
  return factOf(featureProperties, lower) ? lower : nearest(lower, Object.keys(featureProperties));
}

/** The words of a `mount=` list, whatever separates them. */
export function fileSystemsIn(value: Token): readonly Token[] {
  const names: Token[] = [];
  for (let at = skip(value.text, 0, isGap); at < value.text.length; at = skip(value.text, at, isGap)) {
    const end = skip(value.text, at, (code) => !isGap(code));
    names.push(partOf(value, at, end));
    at = end;
  }
  return names;
}

function readFeatureLine(line: Line, whole: Token): FeatureLine {
  const value = withoutComment(whole);
  const parts: FeaturePart[] = [];
  const byName = new Map<string, FeaturePart>();
  for (const property of readProperties(value)) {
    const previous = parts.at(-1);
    const { items, tail } = readItems(property);
    const name = items.length === 1 ? (items[0]?.name.text ?? "") : "";
    const repeats = factOf(featureProperties, name) ? byName.get(name) : undefined;
    const part: FeaturePart = {
      text: property.text,
      start: property.start,
      end: property.end,
      index: parts.length,
      isAccepted: isAccepted(property) && !repeats,
      items,
      tail,
      continuesMountList: previous !== undefined && endsInMountList(previous) && isFurtherFileSystem(items),
      repeats,
    };
    parts.push(part);
    if (name !== "" && !byName.has(name)) byName.set(name, part);
  }
  return { line, value, parts, byName };
}

/** Source: pve-common 9.2.1, src/PVE/JSONSchema.pm, parse_property_string() and check_prop(). */
function isAccepted({ key, value }: Property): boolean {
  if (!key || !value) return false;
  const fact = factOf(featureProperties, key.text);
  if (!fact) return false;
  return fact.type === "boolean" ? booleanOf(value.text) !== undefined : isFileSystemList(value.text);
}

/** Letters, digits and `_`, separated by `;` or blanks, but not by tabs. Source: pve-container 6.1.10, Config.pm, $features_desc. */
export function isFileSystemList(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isWordCharacter(code) && code !== 32 && code !== 59) return false;
  }
  return text !== "";
}

function endsInMountList(part: FeaturePart): boolean {
  return (
    part.continuesMountList || (part.items.at(-1)?.name.text === "mount" && part.items.at(-1)?.value !== undefined)
  );
}

function isFurtherFileSystem(items: readonly FeatureItem[]): boolean {
  const [item, second] = items;
  if (!item || second || item.equals || !isFileSystemList(item.name.text)) return false;
  return featureNamed(item.name.text) === undefined;
}

function withoutComment(value: Token): Token {
  const comment = trailingComment(value);
  return comment ? partOf(value, 0, trimBlanks(value.text, 0, comment.start - value.start)) : value;
}

function readItems(part: Token): { items: readonly FeatureItem[]; tail: Token } {
  const { text } = part;
  const items: FeatureItem[] = [];
  let at = 0;
  for (let nameStart = skip(text, at, isGap); nameStart < text.length; nameStart = skip(text, at, isGap)) {
    const nameEnd = skip(text, nameStart, isOfWord);
    const equals = assignmentAt(text, nameStart, nameEnd);
    const valueStart = equals?.end ?? nameEnd;
    const valueEnd = equals ? endOfValue(text, valueStart, text.slice(nameStart, nameEnd)) : nameEnd;
    items.push({
      gap: partOf(part, at, nameStart),
      name: partOf(part, nameStart, nameEnd),
      equals: equals && partOf(part, nameEnd, equals.end),
      value: valueEnd > valueStart ? partOf(part, valueStart, valueEnd) : undefined,
    });
    at = Math.max(valueEnd, valueStart);
  }
  return { items, tail: partOf(part, at, text.length) };
}

/** The `=` behind a name. A colon or a blank between a feature and a boolean is taken for one too. */
function assignmentAt(text: string, nameStart: number, nameEnd: number): { readonly end: number } | undefined {
  const sign = skip(text, nameEnd, isNoise);
  if (text.charCodeAt(sign) === 61) return { end: skip(text, sign, (code) => code === 61 || isNoise(code)) };
  const end = skip(text, nameEnd, (code) => code === 58 || isNoise(code));
  if (end === nameEnd || !factOf(featureProperties, text.slice(nameStart, nameEnd))) return undefined;
  return booleanOf(text.slice(end, skip(text, end, isOfWord))) === undefined ? undefined : { end };
}

/** A value goes on up to the next thing that is a feature of its own. */
function endOfValue(text: string, start: number, name: string): number {
  let end = skip(text, start, isOfWord);
  while (end < text.length) {
    const next = skip(text, end, isGap);
    const nextEnd = skip(text, next, isOfWord);
    if (next === text.length) return end;
    if (next === end || nextEnd === next) return text.length;
    if (text.charCodeAt(skip(text, nextEnd, isNoise)) === 61) return end;
    if (name !== "mount" && featureNamed(text.slice(next, nextEnd))) return end;
    end = nextEnd;
  }
  return end;
}

function skip(text: string, from: number, takes: (code: number) => boolean): number {
  let at = from;
  while (at < text.length && takes(text.charCodeAt(at))) at++;
  return at;
}

/** Blanks and quotes. */
function isNoise(code: number): boolean {
  return isBlank(code) || code === 34 || code === 39;
}

/** What people write between features instead of a comma: blanks, quotes, `;`, `:`, `|`, `&`, `+`, `/`. */
function isGap(code: number): boolean {
  return isNoise(code) || code === 59 || code === 58 || code === 124 || code === 38 || code === 43 || code === 47;
}

function isOfWord(code: number): boolean {
  return code !== 61 && !isGap(code);
}

function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95;
}
