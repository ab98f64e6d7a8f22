import type { SemanticTokens, SemanticTokensLegend } from "vscode-languageserver-types";
import { factOf, keyNameOf, lxcKey, proxmoxKey, renamedLxcKey } from "../container/keys.js";
import { validateRawKey } from "../container/validate.js";
import { propertyTables } from "../knowledge/properties.js";
import { readDeviceRule } from "../syntax/deviceRule.js";
import { type Line, rangeOf, textOf } from "../syntax/document.js";
import { wordsOf } from "../syntax/idMap.js";
import { unquoted } from "../syntax/nativeLine.js";
import { readProperties } from "../syntax/propertyString.js";
import { partOf, type Span, type Token } from "../syntax/token.js";
import type { Snapshot } from "./snapshot.js";

/**
 * What a grammar cannot know. `ineffective`: a line that does nothing for the container as it runs, such as that of a snapshot; `unknownKey`: a key or
 * property that nobody knows; `namespace`: the storage of a volume; `number`: the numbers of a device.
 */
const types = ["property", "number", "namespace", "unknownKey", "ineffective"] as const;

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [] };

interface Marked extends Span {
  readonly type: (typeof types)[number];
}

/** The tokens of a whole document, in the form of the protocol: each counted from the one before it. */
export function semanticTokensOf(snapshot: Snapshot): SemanticTokens {
  const { document } = snapshot;
  const isIneffective = ineffectiveLinesOf(snapshot);
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  const add = (marked: Marked): void => {
    const { start, end } = rangeOf(document, marked);
    // A carriage return alone ends a line for the editor, but not for Proxmox; a token is never longer than a line.
    if (start.line !== end.line || start.character === end.character) return;
    const character = start.line === lastLine ? start.character - lastCharacter : start.character;
    data.push(start.line - lastLine, character, end.character - start.character, types.indexOf(marked.type), 0);
    lastLine = start.line;
    lastCharacter = start.character;
  };
  for (const line of document.lines) {
    if (!isIneffective(line)) for (const marked of tokensIn(line)) add(marked);
    else add({ start: line.start, end: line.start + textOf(document, line).length, type: "ineffective" });
  }
  return { data };
}

/** Tells the lines that count for nothing when the container starts. Comments, blank lines and headers are not among them. */
function ineffectiveLinesOf({ document, container }: Snapshot): (line: Line) => boolean {
  const isProxmox = document.dialect === "proxmox";
  const cleared = new Set(container.raw.flatMap(({ line, clearedBy }) => (clearedBy ? [line] : [])));
  return (line) => {
    const { kind, key, section } = line;
    switch (kind) {
      case "blank":
      case "comment":
      case "section":
        return false;
      case "unreadable":
      case "foreign":
      case "cut":
        return true;
      case "raw":
        if (isProxmox && validateRawKey(key?.text ?? "", container.target.proxmox) === "dropped") return true;
        if (cleared.has(line)) return true;
        break;
      case "setting":
        if (section.kind === "main" && key && container.settings.get(key.text)?.line !== line) return true;
        break;
      case "delete":
        if (section.kind !== "pending") return true;
        break;
      default:
        break;
    }
    return section.kind === "snapshot" || section.replacedBy !== undefined;
  };
}

function tokensIn({ kind, key, value }: Line): readonly Marked[] {
  if (!key || !value) return none;
  if (kind === "raw") {
    if (!lxcKey(key.text) && !renamedLxcKey(key.text)) return [marked(key, "unknownKey")];
    const isDeviceRule = key.text.endsWith(".devices.allow") || key.text.endsWith(".devices.deny");
    return isDeviceRule ? numbersIn(unquoted(value)) : none;
  }
  if (kind !== "setting") return none;
  if (!proxmoxKey(key.text)) return [marked(key, "unknownKey")];
  return propertiesIn(keyNameOf(key.text).name, value);
}

const none: readonly Marked[] = [];
const volumeKeys: ReadonlySet<string> = new Set(["rootfs", "mp", "unused"]);

function propertiesIn(name: string, value: Token): readonly Marked[] {
  const table = Object.hasOwn(propertyTables, name) ? propertyTables[name] : undefined;
  if (!table) return none;
  const tokens: Marked[] = [];
  for (const property of readProperties(value)) {
    if (property.key) tokens.push(marked(property.key, factOf(table, property.key.text) ? "property" : "unknownKey"));
    const isSource = !property.key || property.key.text === "volume";
    const colon = isSource && volumeKeys.has(name) ? (property.value?.text.indexOf(":") ?? -1) : -1;
    if (property.value && colon > 0 && !property.value.text.startsWith("/")) {
      tokens.push(marked(partOf(property.value, 0, colon), "namespace"));
    }
  }
  return tokens;
}

function numbersIn(value: Token): readonly Marked[] {
  const { type, path, fault } = readDeviceRule(value);
  const numbers = fault || path !== undefined || type === undefined ? undefined : wordsOf(value)[1];
  return numbers ? [marked(numbers, "number")] : none;
}

function marked({ start, end }: Span, type: Marked["type"]): Marked {
  return { start, end, type };
}
