import type { MountEntry } from "../../container/mountEntries.js";
import { fieldsOf, isAlone, isOptions, isType } from "./fields.js";

/** A mount in the notation of another program. */
export interface ForeignForm {
  readonly name: "docker" | "mount point" | "named fields" | "commas" | "quotes";
  /** As it must stand in the entry, blanks written as `\040`; undefined when the text names none. */
  readonly source: string | undefined;
  /** The same, without a leading slash. */
  readonly target: string | undefined;
  /** Read-only is asked for. */
  readonly readOnly: boolean;
  /** The options that are written, when the entry has an options field. */
  readonly options: string | undefined;
}

/** The notation in which an entry is written; undefined for fstab's own. */
export function foreignForm(entry: MountEntry): ForeignForm | undefined {
  if (isPlain(entry)) return undefined;
  return quotedForm(entry) ?? commaForm(entry) ?? namedForm(entry) ?? mountPointForm(entry) ?? dockerForm(entry);
}

/** Nearly every entry: two fields and more without a sign of another notation. */
function isPlain({ source, target, type, options }: MountEntry): boolean {
  if (!source || !target || /[,=:"']/.test(source.text)) return false;
  return !mayBeQuoted(target.text) && !mayBeQuoted(type?.text ?? "") && !mayBeQuoted(options?.text ?? "");
}

function mayBeQuoted(text: string): boolean {
  return text.endsWith('"') || text.endsWith("'");
}

/** `/a:/b`, `/a:/b:ro`, and `/a:/b none bind 0 0`. */
function dockerForm(entry: MountEntry): ForeignForm | undefined {
  const text = entry.source?.text ?? "";
  const [source = "", target = "", ...modes] = text.split(":");
  if (entry.target && !isAlone(entry)) {
    if (!source.startsWith("/") || target === "" || modes.length > 0) return undefined;
    if (!isType(entry.target.text) || !entry.type || !isOptions(entry.type.text)) return undefined;
    return form("docker", source, target, false, entry.type.text);
  }
  if (!target.startsWith("/")) return undefined;
  const readOnly = modes.some((mode) => mode.split(",").includes("ro"));
  return form("docker", source.startsWith("/") ? source : undefined, target, readOnly);
}

/** Proxmox' `/a,mp=/b,ro=1`. */
function mountPointForm(entry: MountEntry): ForeignForm | undefined {
  if (!isAlone(entry)) return undefined;
  const words = (entry.source?.text ?? "").split(",");
  const target = words.find((word) => word.startsWith("mp="));
  if (!target) return undefined;
  const source = words.find((word) => word.startsWith("/"));
  return form("mount point", source, target.slice("mp=".length), words.includes("ro=1"));
}

const sourceNames = new Set(["src", "source"]);
const targetNames = new Set(["dst", "dest", "destination", "target", "path"]);

/** `type=bind,source=/a,target=/b,readonly`, and LXD's `source=/a path=/b`. */
function namedForm(entry: MountEntry): ForeignForm | undefined {
  const words = fieldsOf(entry).flatMap((field) => field.text.split(","));
  if (!words[0]?.includes("=")) return undefined;
  const firstNamed = (names: ReadonlySet<string>) =>
    words.map((word) => word.split("=", 2)).find(([name = "", value]) => names.has(name) && value)?.[1];
  const source = firstNamed(sourceNames);
  const target = firstNamed(targetNames);
  if (!source || !target) return undefined;
  return form(
    "named fields",
    source,
    target,
    words.includes("readonly") || words.includes("ro") || words.includes("readonly=true"),
  );
}

/** `/a, b, none, bind, 0, 0` and `/a,b,none,bind`. */
function commaForm(entry: MountEntry): ForeignForm | undefined {
  const fields = fieldsOf(entry);
  const cut = fields.length > 1 ? fields.map((field) => withoutComma(field.text)) : (fields[0]?.text.split(",") ?? []);
  if (fields.length > 1 && !(fields[0]?.text.endsWith(",") && fields[1]?.text.endsWith(","))) return undefined;
  const [source, target, type, ...options] = cut;
  if (!source?.startsWith("/") || !target || !type || !isType(type)) return undefined;
  const words = options.filter((word) => isOptions(word));
  return form("commas", source, target, false, words.join(",") || undefined);
}

function withoutComma(text: string): string {
  return text.endsWith(",") ? text.slice(0, -1) : text;
}

/** `"/a" "b" none bind 0 0`, with quotes that hold no blank. */
function quotedForm(entry: MountEntry): ForeignForm | undefined {
  const fields = fieldsOf(entry).map((field) => field.text);
  if (!fields.slice(0, 4).some(isQuoted)) return undefined;
  const [source, target, type, options] = fields.map((text) => (isQuoted(text) ? text.slice(1, -1) : text));
  if (!source) return undefined;
  // A quoted type keeps its place in the entry, so only `none` and its like are rebuilt.
  if (type !== undefined && type !== "none" && type !== "bind" && type !== "auto")
    return form("quotes", undefined, undefined, false);
  return form("quotes", source, target, false, options);
}

function isQuoted(text: string): boolean {
  const quote = text[0];
  return text.length > 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
}

function form(
  name: ForeignForm["name"],
  source: string | undefined,
  target: string | undefined,
  readOnly: boolean,
  options?: string,
): ForeignForm {
  let at = 0;
  while (target?.[at] === "/") at++;
  const path = target?.slice(at);
  return { name, source, target: path === "" ? undefined : path, readOnly, options };
}
