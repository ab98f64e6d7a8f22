import { factOf, keyNameOf, proxmoxKey } from "../../container/keys.js";
import { booleanOf } from "../../container/values.js";
import { foreignKeys } from "../../knowledge/foreignKeys.js";
import { proxmoxKeys } from "../../knowledge/proxmoxKeys.js";
import type { Line, Section } from "../../syntax/document.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { adviceFor, originOf } from "./foreignKey.js";
import { nearestName } from "./nearestName.js";
import { firstFree, isSetIn } from "./sections.js";

/** A key that Proxmox does not know is kept in the file for ever, warned about at each read, and does nothing. */
export const unknownKey = defineRule({
  name: "unknown-key",
  area: "file",
  severity: "warning",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["setting"],
  check({ document }, report) {
    for (const line of document.lines) {
      if (line.kind !== "setting" || !line.key) continue;
      // As plain settings these two have a value that their own forms do not take.
      const isForm = line.key.text === "snapstate" || line.key.text === "delete";
      if (isForm || !proxmoxKey(line.key.text)) checkKey(line, line.key, report);
    }
  },
});

/** Names that Proxmox uses inside for something else. Source: pve-container 6.1.10, run with each of them. */
const names: Readonly<Record<string, string>> = {
  lxc: "Proxmox cannot load, start or save this container because of a key named `lxc`. Remove the line; a raw key is written `lxc.name: value`.",
  snapshots: "Proxmox cannot load or save this container because of a key named `snapshots`. Remove the line.",
  pending:
    "Proxmox cannot start or save this container because of a key named `pending`. Remove the line; pending changes stand below `[pve:pending]`.",
  digest: "With a key named `digest` Proxmox takes every change for a conflict and refuses it. Remove the line.",
};

function checkKey(line: Line, key: Token, report: Report): void {
  const removal: Fix = { title: "Remove the line", safe: false, edits: [removeLine(line)] };
  const reserved = Object.hasOwn(names, key.text) ? names[key.text] : undefined;
  if (reserved) {
    report(key, reserved, { severity: "error", fixes: [{ ...removal, title: "Remove the line", safe: true }] });
    return;
  }
  const { name, digits } = keyNameOf(key.text);
  const indexes = factOf(proxmoxKeys, name)?.indexes;
  if (indexes !== undefined) {
    const { message, fixes } = badIndex(line.section, key, name, digits, indexes);
    report(key, message, { fixes: [...fixes, removal] });
    return;
  }
  const foreign = factOf(foreignKeys, key.text) ?? factOf(foreignKeys, name);
  if (foreign) {
    const instead = foreign.instead && renameTo(line, key, foreign.instead);
    report(key, `${originOf(foreign, key.text)}, so this line does nothing. ${adviceFor(foreign)}`, {
      fixes: instead ? [instead, removal] : [removal],
    });
    return;
  }
  const near = nearKey(key.text);
  const fixes = near ? [rename(line.section, key, near.name, near.isSure)] : [];
  const write = near ? `Write \`${near.name}\` instead.` : "Remove the line.";
  report(key, `Proxmox knows no key \`${key.text}\`, so this line does nothing. ${write}`, {
    fixes: [...fixes, removal],
  });
}

function badIndex(
  section: Section,
  key: Token,
  name: string,
  digits: string,
  indexes: number,
): { message: string; fixes: readonly Fix[] } {
  const range = `\`${name}0\` to \`${name}${indexes - 1}\``;
  const number = Number(digits);
  const effect = effectOf(key, name, digits);
  if (digits !== "" && number < indexes) {
    const message = `Proxmox knows no number with a leading zero, so ${effect}. Write \`${name}${number}\` instead.`;
    return { message, fixes: [rename(section, key, `${name}${number}`, true)] };
  }
  const free = firstFree(section, name, indexes);
  const fixes = free === undefined ? [] : [rename(section, key, `${name}${free}`, false)];
  return { message: `Proxmox knows only ${range}, so ${effect}. Write one of these instead.`, fixes };
}

/** The start takes every `net` with a number, whatever the reader says. Source: pve-container, src/PVE/LXC.pm, update_lxc_config(). */
function effectOf(key: Token, name: string, digits: string): string {
  return name === "net" && digits !== ""
    ? `\`${key.text}\` counts at the start alone, and nothing else of Proxmox sees it`
    : `\`${key.text}\` does nothing`;
}

const writable = Object.keys(proxmoxKeys).filter((name) => !factOf(proxmoxKeys, name)?.internal);

/** `memroy` is `memory`, `nett0` is `net0`, `console0` is `console`. */
function nearKey(key: string): { readonly name: string; readonly isSure: boolean } | undefined {
  const { name, digits } = keyNameOf(key);
  if (proxmoxKey(name)) return digits === "" ? undefined : { name, isSure: true };
  const near = nearestName(name, writable);
  if (!near) return undefined;
  const full = factOf(proxmoxKeys, near.name)?.indexes === undefined ? near.name : `${near.name}${Number(digits)}`;
  return proxmoxKey(full) ? { name: full, isSure: near.isSure && (digits === "") === (full === near.name) } : undefined;
}

function rename(section: Section, key: Token, name: string, isSure: boolean): Fix {
  return { title: `Write \`${name}\``, safe: isSure && !isSetIn(section, name), edits: [replace(key, name)] };
}

/** Only where the value can be one of the other key, and that is not set. */
function renameTo(line: Line, key: Token, name: string): Fix | undefined {
  const fact = proxmoxKey(name);
  const value = line.value?.text ?? "";
  if (!fact || isSetIn(line.section, name) || name === "description" || key.text === "privileged") return undefined;
  const fits =
    fact.type === "boolean"
      ? booleanOf(value) !== undefined
      : fact.type === "string" || fact.type === "list" || /^[0-9]+$/.test(value);
  if (!fits || fact.type === "properties") return undefined;
  return rename(line.section, key, name, nearestName(key.text, [name])?.isSure ?? false);
}
