import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import type { Container } from "../container/container.js";
import { factOf, keyNameOf, lxcKey, proxmoxKey, renamedLxcKey } from "../container/keys.js";
import { defaultPropertyOf } from "../container/propertyValues.js";
import { profileNames } from "../knowledge/appArmor.js";
import { capabilities } from "../knowledge/capabilities.js";
import { devices } from "../knowledge/devices.js";
import { fileSystems } from "../knowledge/fileSystems.js";
import { mountOptions } from "../knowledge/mountOptions.js";
import { propertyTables } from "../knowledge/properties.js";
import { completeTexts } from "../knowledge/texts.js";
import { readDeviceRule } from "../syntax/deviceRule.js";
import { type Line, lineAt, offsetOf, rangeOf } from "../syntax/document.js";
import { wordsOf } from "../syntax/idMap.js";
import { readMountEntry } from "../syntax/mountEntry.js";
import { unquoted } from "../syntax/nativeLine.js";
import { readProperties } from "../syntax/propertyString.js";
import { type Span, type Token, touches } from "../syntax/token.js";
import { deviceOfNumber } from "./deviceNumbers.js";
import { idMapText } from "./hover/idMap.js";
import { mountCommandText } from "./hover/mountCommand.js";
import { networkText, rawNetworkText } from "./hover/network.js";
import { resourceText } from "./hover/resources.js";
import { isolationOf, isolationText } from "./isolation.js";
import {
  capabilityText,
  deviceText,
  fileSystemText,
  lxcKeyText,
  mountOptionText,
  ownText,
  plainText,
  propertyText,
  proxmoxKeyText,
  renamedKeyText,
} from "./markdown.js";
import type { Snapshot } from "./snapshot.js";

/** A text for the place under the pointer, and the piece of the document that it explains. */
interface Explanation {
  readonly span: Span;
  readonly text: string;
}

/** What stands at a position: a key, a property, a mount option, a device, a capability, a feature. */
export function hoverAt(snapshot: Snapshot, position: Position): Hover | undefined {
  completeTexts();
  const { document } = snapshot;
  const offset = offsetOf(document, position);
  const line = lineAt(document, offset);
  const found = line && withSummary(snapshot, line, explain(snapshot, line, offset));
  if (!found) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: found.text }, range: rangeOf(document, found.span) };
}

function explain({ container }: Snapshot, line: Line, offset: number): Explanation | undefined {
  const { key, value } = line;
  if (!key) return undefined;
  if (line.kind === "section") return { span: line, text: sectionText(line) };
  if (touches(key, offset)) return above(computedText(container, line), explainKey(line, key));
  if (!value || !touches(value, offset)) return undefined;
  if (line.kind === "raw") return explainRawValue(container, line, key, unquoted(value), offset);
  const computed = resourceText(container, line, key.text, value.text);
  return above(computed, explainSetting(key, value, offset));
}

/** What is computed from the whole line, for whoever points at its key. */
function computedText(container: Container, { kind, key, value, section }: Line): string | undefined {
  if (!key || !value) return undefined;
  if (kind === "setting") {
    return isInterface(key) ? networkText(value) : undefined;
  }
  if (kind !== "raw") return undefined;
  if (key.text === "lxc.mount.entry") {
    const entry = container.mountEntries.find((each) => each.entry?.key === key);
    return entry && mountCommandText(entry);
  }
  const number = /^lxc\.net\.([0-9]+)\./.exec(key.text)?.[1];
  return number !== undefined && section.kind === "main" ? rawNetworkText(container, Number(number)) : undefined;
}

function isInterface({ text }: Token): boolean {
  return text.startsWith("net") && keyNameOf(text).name === "net";
}

/** At the top of the file, and at the setting that decides it, how far the container is kept apart from its host. */
function withSummary({ container }: Snapshot, line: Line, found: Explanation | undefined): Explanation | undefined {
  const isAtTop = line.index === 0 && (found !== undefined || line.kind === "comment");
  const decides = line.kind === "setting" && line.section.kind === "main" && line.key?.text === "unprivileged";
  const isolation = isAtTop || (decides && found) ? isolationOf(container) : undefined;
  if (!isolation) return found;
  const summary = isolationText(isolation);
  return found ? { span: found.span, text: joined(found.text, summary) } : { span: line, text: summary };
}

function above(computed: string | undefined, found: Explanation | undefined): Explanation | undefined {
  return found && computed !== undefined ? { span: found.span, text: joined(computed, found.text) } : found;
}

function joined(...texts: readonly string[]): string {
  return texts.join("\n\n---\n\n");
}

function sectionText({ section }: Line): string {
  if (section.kind === "pending") {
    return ownText(
      "Pending changes",
      "What stands below takes effect when the container is started or stopped the next time, and the file is then written anew. Raw `lxc.*` lines here replace all raw lines of the container.",
    );
  }
  return ownText(
    `Snapshot ${section.name}`,
    "The settings as they were when the snapshot was made. Nothing below counts for the running container, and a line that is appended to the file ends up here.",
  );
}

function explainKey(line: Line, key: Token): Explanation | undefined {
  if (line.kind !== "raw") {
    const fact = proxmoxKey(key.text);
    return fact && { span: key, text: proxmoxKeyText(key.text, fact) };
  }
  const known = lxcKey(key.text);
  if (known) return { span: key, text: lxcKeyText(key.text, known.fact) };
  const renamed = renamedLxcKey(key.text);
  return renamed && { span: key, text: renamedKeyText(key.text, renamed) };
}

function explainSetting(key: Token, value: Token, offset: number): Explanation | undefined {
  const { name } = keyNameOf(key.text);
  const table = Object.hasOwn(propertyTables, name) ? propertyTables[name] : undefined;
  const fact = proxmoxKey(key.text);
  if (!table || !fact) return fact && { span: value, text: proxmoxKeyText(key.text, fact) };
  const property = readProperties(value).find((each) => touches(each, offset));
  const propertyName = property?.key?.text ?? (property && defaultPropertyOf(table));
  const propertyFact = propertyName === undefined ? undefined : factOf(table, propertyName);
  if (!property || propertyName === undefined || !propertyFact) return undefined;
  const device = key.text.startsWith("dev") ? deviceAtPath(property.value?.text ?? "") : undefined;
  const text = propertyText(name, propertyName, propertyFact);
  return { span: property, text: device ? joined(deviceText(device), text) : text };
}

function explainRawValue(
  container: Container,
  line: Line,
  key: Token,
  value: Token,
  offset: number,
): Explanation | undefined {
  if (key.text === "lxc.idmap") {
    const text = idMapText(container, line, value.text);
    if (text !== undefined) return { span: value, text };
  }
  const special = explainSpecialValue(key.text, value, offset);
  if (special) return special;
  const known = lxcKey(key.text);
  return known && { span: value, text: lxcKeyText(key.text, known.fact) };
}

function explainSpecialValue(key: string, value: Token, offset: number): Explanation | undefined {
  if (key === "lxc.mount.entry") return explainMountEntry(value, offset);
  if (key.endsWith(".devices.allow") || key.endsWith(".devices.deny")) return explainDeviceRule(value);
  if (key === "lxc.cap.drop" || key === "lxc.cap.keep") {
    const word = wordsOf(value).find((each) => touches(each, offset));
    const fact = word && factOf(capabilities, word.text);
    return fact && { span: word, text: capabilityText(word.text, fact) };
  }
  if (key === "lxc.apparmor.profile") {
    const fact = factOf(profileNames, value.text);
    return fact && { span: value, text: plainText(value.text, fact) };
  }
  return undefined;
}

const fieldTexts = {
  source:
    "What is mounted: an absolute path of the host, or a name such as `tmpfs` for a file system without a source.",
  target: "Where it appears, counted from the container's root and so without a leading slash.",
  type: "The type of the file system. LXC does not look at it for a bind mount; `none` is usual.",
  rest: "LXC does not read this field. `0 0` is usual, as in fstab.",
} as const;

function explainMountEntry(value: Token, offset: number): Explanation | undefined {
  const entry = readMountEntry(value);
  if (!entry) return undefined;
  const word = entry.optionWords.find((each) => touches(each, offset));
  if (word) return explainOption(word);
  const { source, target, type } = entry;
  if (source && touches(source, offset)) {
    const device = deviceAtPath(source.decoded);
    return { span: source, text: device ? deviceText(device) : ownText("Source", fieldTexts.source) };
  }
  if (target && touches(target, offset)) return { span: target, text: ownText("Target", fieldTexts.target) };
  if (type && touches(type, offset)) {
    const fact = factOf(fileSystems, type.text);
    return { span: type, text: fact ? fileSystemText(type.text, fact) : ownText("Type", fieldTexts.type) };
  }
  const rest = entry.rest.find((each) => touches(each, offset));
  return rest && { span: rest, text: ownText("Behind the options", fieldTexts.rest) };
}

function explainOption(word: Token & { readonly name: string }): Explanation | undefined {
  const candidates = [word.text, `${word.name}=`, word.name];
  const name = candidates.find((each) => factOf(mountOptions, each));
  const fact = name === undefined ? undefined : factOf(mountOptions, name);
  return fact && { span: word, text: mountOptionText(word.text, fact) };
}

function explainDeviceRule(value: Token): Explanation | undefined {
  const rule = readDeviceRule(value);
  const device = rule.path === undefined ? deviceOfNumber(rule.type, rule.major, rule.minor) : deviceAtPath(rule.path);
  return device && { span: value, text: deviceText(device) };
}

function deviceAtPath(path: string) {
  return devices.find((device) => device.path === path);
}
