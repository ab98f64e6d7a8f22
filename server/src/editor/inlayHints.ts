import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver-types";
import type { InlayHintSettings } from "../configuration/settings.js";
import { formatOfCgroupFile } from "../container/cgroupLimits.js";
import { readRange } from "../container/idMap.js";
import { keyNameOf } from "../container/keys.js";
import { readDeviceRule } from "../syntax/deviceRule.js";
import { type Line, lineAt, offsetOf, positionOf } from "../syntax/document.js";
import { wordsOf } from "../syntax/idMap.js";
import { unquoted } from "../syntax/nativeLine.js";
import { readProperties } from "../syntax/propertyString.js";
import type { Token } from "../syntax/token.js";
import { deviceOfNumber } from "./deviceNumbers.js";
import { bytesOfSize, readableSize } from "./sizes.js";
import type { Snapshot } from "./snapshot.js";

/** What is shown behind a place, and why. */
interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}

/** What the numbers of the lines in a range stand for. */
export function inlayHintsOf({ document }: Snapshot, range: Range, settings: InlayHintSettings): InlayHint[] {
  const from = lineAt(document, offsetOf(document, range.start))?.index ?? document.lines.length;
  const end = offsetOf(document, range.end);
  const hints: InlayHint[] = [];
  for (let index = from; index < document.lines.length; index++) {
    const line = document.lines[index];
    if (!line || line.start > end) break;
    for (const { offset, label, tooltip } of hintsIn(line, settings)) {
      const position = positionOf(document, offset);
      hints.push({ position, label, kind: InlayHintKind.Type, paddingLeft: true, ...(tooltip ? { tooltip } : {}) });
    }
  }
  return hints;
}

function hintsIn({ kind, key, value }: Line, settings: InlayHintSettings): readonly Hint[] {
  if (!key || !value) return none;
  if (kind === "setting") return settings.sizes ? sizesIn(key.text, value) : none;
  if (kind !== "raw") return none;
  const inner = unquoted(value);
  if (key.text === "lxc.idmap") return settings.idMaps ? idMapIn(inner) : none;
  if (key.text.endsWith(".devices.allow") || key.text.endsWith(".devices.deny")) {
    return settings.devices ? deviceIn(inner) : none;
  }
  return settings.sizes && key.text.startsWith(cgroupBeginning) ? limitIn(key.text, inner) : none;
}

const none: readonly Hint[] = [];
const cgroupBeginning = "lxc.cgroup2.";
const mebibyte = 2 ** 20;

/** Below a gibibyte the number as it is written says enough. */
const leastMebibytes = 1024;

function sizesIn(key: string, value: Token): readonly Hint[] {
  if (key === "memory" || key === "swap") {
    const amount = /^\d{1,12}$/.test(value.text) ? Number(value.text) : 0;
    return amount < leastMebibytes ? none : [{ offset: value.end, label: readableSize(amount * mebibyte) }];
  }
  const { name } = keyNameOf(key);
  if (name !== "rootfs" && name !== "mp") return none;
  const size = readProperties(value).find((property) => property.key?.text === "size")?.value;
  const bytes = size && bytesOfSize(size.text);
  if (bytes === undefined || bytes < 1024) return none;
  const label = readableSize(bytes);
  // `8G` says it already, and a size that is not round in another unit is better as it is written.
  if (label.startsWith("about")) return none;
  return size && label.replace(/ (.)iB$/, "$1") !== size.text.replace(/iB$/, "") ? [{ offset: size.end, label }] : none;
}

function limitIn(key: string, value: Token): readonly Hint[] {
  if (formatOfCgroupFile(key.slice(cgroupBeginning.length)) !== "bytes") return none;
  const bytes = /^\d{4,18}$/.test(value.text) ? Number(value.text) : 0;
  return bytes < 1024 ? none : [{ offset: value.end, label: readableSize(bytes) }];
}

function deviceIn(value: Token): readonly Hint[] {
  const { type, major, minor } = readDeviceRule(value);
  const device = deviceOfNumber(type, major, minor);
  const numbers = device && wordsOf(value)[1];
  if (!numbers) return none;
  const { path, dynamic } = device;
  const tooltip = "The kernel gives this major out anew at each boot.";
  return [{ offset: numbers.end, label: dynamic ? `usually ${path}` : path, ...(dynamic ? { tooltip } : {}) }];
}

function idMapIn(value: Token): readonly Hint[] {
  const range = readRange(value.text);
  if (!range || range.count < 1) return none;
  const { inside, outside, count } = range;
  const noun = range.kind === "u" ? "user" : "group";
  const [who, verb] = count === 1 ? [noun, "is"] : [`${noun}s`, "are"];
  return [
    {
      offset: value.end,
      label: `${who} ${spanText(inside, count)} ${verb} ${spanText(outside, count)} on the host`,
    },
  ];
}

function spanText(first: number, count: number): string {
  return count === 1 ? String(first) : `${first}\u2013${first + count - 1}`;
}
