import { type CompletionItem, CompletionItemKind, MarkupKind, type Position } from "vscode-languageserver-types";
import { keyNameOf, lxcKey, proxmoxKey } from "../container/keys.js";
import { profileNames } from "../knowledge/appArmor.js";
import { capabilities } from "../knowledge/capabilities.js";
import { devices } from "../knowledge/devices.js";
import type { Fact, Facts, PropertyFact } from "../knowledge/fact.js";
import { fileSystems } from "../knowledge/fileSystems.js";
import { lxcKeys } from "../knowledge/lxcKeys.js";
import { mountOptions } from "../knowledge/mountOptions.js";
import { propertyTables } from "../knowledge/properties.js";
import { proxmoxKeys } from "../knowledge/proxmoxKeys.js";
import { completeTexts } from "../knowledge/texts.js";
import { type Document, offsetOf, rangeOf, type Section } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";
import {
  capabilityText,
  deviceText,
  fileSystemText,
  lxcKeyText,
  mountOptionText,
  plainText,
  propertyText,
  proxmoxKeyText,
} from "./markdown.js";
import type { Snapshot } from "./snapshot.js";

/** Characters behind which something new can stand. */
export const completionTriggers = [".", ":", "=", ",", " ", "/"];

/** One thing that can be written at a place. */
interface Proposal {
  readonly label: string;
  /** What is written, when it is more than the label. */
  readonly text?: string;
  readonly kind: CompletionItemKind;
  readonly documentation?: string;
}

/** What can be written, and the piece of text that it replaces. */
interface Proposals {
  readonly span: Span;
  readonly items: readonly Proposal[];
}

/** What can be written at a position, most used first; nothing in comments and section headers. */
export function completionsAt({ document }: Snapshot, position: Position): CompletionItem[] {
  completeTexts();
  const offset = offsetOf(document, position);
  const lineStart = offset - position.character;
  const before = document.text.slice(Math.max(0, lineStart), offset);
  const proposals = before.startsWith("#") || before.startsWith("[") ? undefined : propose(document, before, offset);
  if (!proposals) return [];
  const range = rangeOf(document, proposals.span);
  return proposals.items.map(({ label, text, kind, documentation }, index) => ({
    label,
    kind,
    filterText: label,
    sortText: String(index).padStart(4, "0"),
    textEdit: { range, newText: text ?? label },
    ...(documentation ? { documentation: { kind: MarkupKind.Markdown, value: documentation } } : {}),
  }));
}

function propose(document: Document, before: string, offset: number): Proposals | undefined {
  const separator = separatorIn(document, before);
  if (separator < 0) {
    const typed = before.trimStart();
    if (/\s/.test(typed)) return undefined;
    return { span: { start: offset - typed.length, end: offset }, items: keyProposals(document, offset) };
  }
  const key = before.slice(0, separator).trim();
  const written = before.slice(separator + 1).trimStart();
  return key.startsWith("lxc.") ? proposeRawValue(key, written, offset) : proposeSetting(key, written, offset);
}

function separatorIn(document: Document, before: string): number {
  const equals = before.indexOf("=");
  if (document.dialect === "lxc") return equals;
  const colon = before.indexOf(":");
  return colon >= 0 || !before.startsWith("lxc.") ? colon : equals;
}

function keyProposals(document: Document, offset: number): readonly Proposal[] {
  const native = document.dialect === "lxc";
  const section = document.sections.findLast((each) => (each.header?.start ?? 0) <= offset) ?? document.main;
  const separator = native ? " = " : ": ";
  const raw = Object.entries(lxcKeys)
    .filter(([, fact]) => !fact.refused && (native || fact.proxmox === "accepted"))
    .map(([name, fact]): Proposal => {
      const key = name.replace(".N", ".0").replace(/\*$/, "");
      const text = key.endsWith(".") ? key : `${key}${separator}`;
      return { label: key, text, kind: CompletionItemKind.Field, documentation: lxcKeyText(name, fact) };
    });
  if (native) return raw;
  const plain = Object.entries(proxmoxKeys)
    .filter(([, fact]) => !fact.internal)
    .flatMap(([name, fact]): Proposal[] => {
      const key = fact.indexes === undefined ? name : firstFree(section, name, fact.indexes);
      if (key === undefined || has(section, key, offset)) return [];
      return [
        { label: key, text: `${key}: `, kind: CompletionItemKind.Property, documentation: proxmoxKeyText(key, fact) },
      ];
    });
  return [...plain, ...raw];
}

function has(section: Section, key: string, offset: number): boolean {
  return section.lines.some((line) => line.key?.text === key && !(line.start <= offset && offset <= line.end));
}

function firstFree(section: Section, name: string, indexes: number): string | undefined {
  const used = new Set(section.lines.map((line) => line.key?.text));
  for (let index = 0; index < indexes; index++) if (!used.has(`${name}${index}`)) return `${name}${index}`;
  return undefined;
}

function proposeSetting(key: string, written: string, offset: number): Proposals | undefined {
  const fact = proxmoxKey(key);
  const { name } = keyNameOf(key);
  const table = Object.hasOwn(propertyTables, name) ? propertyTables[name] : undefined;
  if (table) return proposeProperty(name, table, written, offset);
  if (!fact) return undefined;
  const words = fact.values ?? (fact.type === "boolean" ? ["1", "0"] : []);
  return wordProposals(
    written,
    offset,
    words.map((word) => ({ label: word, kind: CompletionItemKind.Value })),
  );
}

function proposeProperty(key: string, table: Facts<PropertyFact>, written: string, offset: number): Proposals {
  const parts = written.split(",");
  const current = parts.at(-1) ?? "";
  const used = new Set(parts.slice(0, -1).map((part) => part.split("=")[0]));
  const equals = current.indexOf("=");
  if (equals < 0) {
    const items = Object.entries(table)
      .filter(([name]) => !used.has(name))
      .map(([name, fact]): Proposal => {
        const text = fact.type === "boolean" ? `${name}=1` : `${name}=`;
        return { label: name, text, kind: CompletionItemKind.Property, documentation: propertyText(key, name, fact) };
      });
    const paths = key === "dev" && parts.length === 1 ? devicePaths() : [];
    return { span: { start: offset - current.length, end: offset }, items: [...paths, ...items] };
  }
  const fact = table[current.slice(0, equals)];
  const words = fact?.values ?? (fact?.type === "boolean" ? ["1", "0"] : []);
  return wordProposals(
    current.slice(equals + 1),
    offset,
    words.map((word) => ({ label: word, kind: CompletionItemKind.Value })),
  );
}

function proposeRawValue(key: string, written: string, offset: number): Proposals | undefined {
  if (key === "lxc.mount.entry") return proposeMountField(written, offset);
  if (key.endsWith(".devices.allow") || key.endsWith(".devices.deny")) {
    return wordProposals(written, offset, deviceRules());
  }
  const word = written.slice(written.lastIndexOf(" ") + 1);
  if (key === "lxc.cap.drop" || key === "lxc.cap.keep") {
    return wordProposals(word, offset, fromTable(capabilities, CompletionItemKind.EnumMember, capabilityText));
  }
  if (key === "lxc.apparmor.profile") {
    return wordProposals(written, offset, fromTable(profileNames, CompletionItemKind.EnumMember, plainText));
  }
  const values = lxcKey(key)?.fact.values ?? [];
  return wordProposals(
    word,
    offset,
    values.map((value) => ({ label: value, kind: CompletionItemKind.Value })),
  );
}

function proposeMountField(written: string, offset: number): Proposals | undefined {
  const fields = written.split(/[ \t]+/);
  const current = fields.at(-1) ?? "";
  switch (fields.length) {
    case 1:
      return wordProposals(current, offset, devicePaths());
    case 2:
      return wordProposals(current, offset, targetProposals(fields[0] ?? ""));
    case 3: {
      const none: Proposal = { label: "none", kind: CompletionItemKind.Value, documentation: "For bind mounts." };
      return wordProposals(current, offset, [
        none,
        ...fromTable(fileSystems, CompletionItemKind.Value, fileSystemText),
      ]);
    }
    case 4: {
      const used = new Set(current.split(","));
      const options = fromTable(mountOptions, CompletionItemKind.EnumMember, mountOptionText);
      const word = current.slice(current.lastIndexOf(",") + 1);
      return wordProposals(
        word,
        offset,
        options.filter((option) => !used.has(option.label)),
      );
    }
    default:
      return undefined;
  }
}

function targetProposals(source: string): readonly Proposal[] {
  if (!source.startsWith("/") || source.length < 2) return [];
  return [{ label: source.slice(1), kind: CompletionItemKind.File, documentation: "The same path in the container." }];
}

function devicePaths(): readonly Proposal[] {
  const seen = new Set<string>();
  return devices.flatMap((device) => {
    if (device.path.includes("*") || seen.has(device.path)) return [];
    seen.add(device.path);
    return [{ label: device.path, kind: CompletionItemKind.File, documentation: deviceText(device) }];
  });
}

function deviceRules(): readonly Proposal[] {
  return devices
    .filter((device) => !device.dynamic)
    .map((device) => ({
      label: `${device.type} ${device.major}:${device.minor} rwm`,
      kind: CompletionItemKind.Value,
      documentation: deviceText(device),
    }));
}

function fromTable<F extends Fact>(
  table: Facts<F>,
  kind: CompletionItemKind,
  text: (name: string, fact: F) => string,
): readonly Proposal[] {
  return Object.entries(table).map(([label, fact]) => ({ label, kind, documentation: text(label, fact) }));
}

function wordProposals(typed: string, offset: number, items: readonly Proposal[]): Proposals {
  return { span: { start: offset - typed.length, end: offset }, items };
}
