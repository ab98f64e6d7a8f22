import { factOf, keyNameOf, proxmoxKey } from "../../container/keys.js";
import { booleanOf } from "../../container/values.js";
import type { ProxmoxKeyFact } from "../../knowledge/fact.js";
import { propertyTables } from "../../knowledge/properties.js";
import { readProperties } from "../../syntax/propertyString.js";
import type { Token } from "../../syntax/token.js";
import type { CommentEffect } from "./trailingComment.js";

/** What becomes of a comment behind the value of a plain key. Source: pve-container 6.1.10, Config.pm and LXC.pm, run. */
export function commentInSetting(key: Token, value: Token, comment: Token): CommentEffect | undefined {
  const fact = proxmoxKey(key.text);
  if (!fact || fact.internal) return undefined;
  const written = value.text.slice(0, comment.start - value.start).trimEnd();
  switch (fact.type) {
    case "boolean":
      return booleanOf(written) === false
        ? distrusted("error", `, cannot read it as a boolean, and counts \`${key.text}\` as \`1\``)
        : distrusted("warning", `, cannot read it as a boolean, and counts \`${key.text}\` as \`1\``);
    case "integer":
    case "number":
      return goesOnAsText(key.text, fact)
        ? distrusted("warning", ", warns at each read, and hands both on to liblxc")
        : distrusted("warning", " and warns at each read; only the number in front counts");
    case "properties":
      return inProperties(key.text, value, comment);
    default:
      return inText(key.text, fact);
  }
}

function distrusted(severity: CommentEffect["severity"], what: string): CommentEffect {
  return { severity, rejectedBy: "proxmox", what: `Proxmox takes this comment for a part of the value${what}.` };
}

/** The generated line has the value itself, and not a number made from it. */
function goesOnAsText(key: string, fact: ProxmoxKeyFact): boolean {
  return fact.generates?.some((line) => line.endsWith(`= <${key}>`)) ?? false;
}

const looseFormats = new Set(["mount-path", "device-path", "volume-id"]);

function inProperties(key: string, value: Token, comment: Token): CommentEffect {
  const { name } = keyNameOf(key);
  const index = value.text.slice(0, comment.start - value.start).split(",").length - 1;
  const table = propertyTables[name] ?? {};
  const parts = readProperties(value);
  // A comma in the comment begins a further property, which is never right.
  const last = parts.length <= index + 1 ? parts.at(-1) : undefined;
  const property =
    last && (last.key ? factOf(table, last.key.text) : Object.values(table).find((each) => each.isDefault));
  if (property?.format !== undefined && looseFormats.has(property.format)) {
    if (property.format === "mount-path") {
      return {
        severity: "warning",
        rejectedBy: "ignored",
        what: "Proxmox takes this comment for a part of the path, so the mount stands at another place.",
      };
    }
    const what = property.format === "device-path" ? "device" : "volume";
    return {
      severity: "error",
      rejectedBy: "start",
      what: `Proxmox takes this comment for a part of the ${what}'s name. There is no such ${what}, so the container does not start.`,
    };
  }
  const outcome = name === "mp" ? "the mount is left out without a word" : "the container does not start";
  return distrusted("error", ` and refuses the whole value, so ${outcome}`);
}

function inText(key: string, fact: ProxmoxKeyFact): CommentEffect | undefined {
  if (key === "description") return undefined;
  if (key === "arch") {
    return {
      severity: "error",
      rejectedBy: "liblxc",
      what: "Proxmox takes this comment for a part of the value, and liblxc knows no such architecture, so the container does not start.",
    };
  }
  if (fact.format === "volume-id") {
    return {
      severity: "error",
      rejectedBy: "start",
      what: "Proxmox takes this comment for a part of the script's name. There is no such script, so the container does not start.",
    };
  }
  if (fact.format !== undefined && fact.checkedBy === "reader")
    return distrusted("warning", " and warns at each read, but uses both");
  return { severity: "warning", rejectedBy: "ignored", what: "Proxmox takes this comment for a part of the value." };
}
