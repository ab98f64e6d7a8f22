import { nearest } from "../../container/nearest.js";
import { isDigit, isLetter, skipBlanks, trimBlanks } from "../../syntax/characters.js";
import { lineEndOf } from "../../syntax/document.js";
import { readProxmoxLine } from "../../syntax/proxmoxLine.js";
import type { Fix } from "../finding.js";
import { type Diagnosis, rewriteLine, type Unreadable } from "./rewriteLine.js";
import { titleOf } from "./sections.js";

/**
 * Why Proxmox takes a line that begins with `[` for no section header. The lines below it then count for the section above. Source: pve-container
 * 6.1.10, Config.pm, parse_pct_config(), run.
 */
export function unreadableHeader(part: Unreadable): Diagnosis {
  const { document, line, start, end } = part;
  const { text } = document;
  const bracket = text.indexOf("]", start);
  const close = bracket < 0 || bracket >= end ? undefined : bracket;
  const nameStart = skipBlanks(text, start + 1, close ?? end);
  const name = text.slice(nameStart, trimBlanks(text, nameStart, close ?? end));
  const header = `[${name}]`;
  const so = `so Proxmox drops this header, and the lines below count for ${titleOf(line.section)}.`;
  if (!isHeader(header)) {
    const message = `\`${name}\` is no name of a section, ${so} Write a letter, then letters, digits, \`_\` or \`-\`.`;
    return { start: nameStart, end: nameStart + Math.max(1, name.length), message, fixes: renamed(part, name) };
  }
  if (close === undefined) {
    return {
      start,
      end,
      message: `The closing bracket is missing, ${so} Write \`${header}\` instead.`,
      fixes: rewriteLine(part, header, "Close the bracket"),
    };
  }
  const rest = text.slice(close + 1, end).trim();
  if (rest === "") {
    const fixes = rewriteLine(part, header, "Remove the blanks in the brackets");
    return { start, end, message: `Blanks stand in the brackets, ${so} Write \`${header}\` instead.`, fixes };
  }
  const comment = rest.startsWith("#") || rest.startsWith("//") || rest.startsWith(";");
  const below = rest.slice(rest.startsWith("//") ? 2 : 1);
  const fixes = comment
    ? rewriteLine(part, `${header}${lineEndOf(document)}#${below}`, "Move the comment below the header")
    : rewriteLine(part, header, "Remove the text behind the header").map((fix) => ({ ...fix, safe: false }));
  const message = `${comment ? "A comment" : "Text"} stands behind the header, ${so} Put it on a line of its own.`;
  return { start: skipBlanks(text, close + 1, end), end, message, fixes };
}

function isHeader(text: string): boolean {
  return readProxmoxLine(text, 0, text.length).kind === "section";
}

/** A name that Proxmox takes. It may not be that of the snapshot on the storage, so this is never safe. */
function renamed(part: Unreadable, name: string): readonly Fix[] {
  let valid = nearest(name.toLowerCase().replaceAll(" ", ""), ["pve:pending"]) ?? "";
  if (!valid) for (const letter of name) valid += isNameCharacter(letter.charCodeAt(0)) ? letter : "_";
  const header = `[${isLetter(valid.charCodeAt(0)) ? valid : `snap_${valid}`}]`;
  if (!isHeader(header)) return [];
  return rewriteLine(part, header, `Write \`${header}\``).map((fix) => ({ ...fix, safe: false }));
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === 45;
}
