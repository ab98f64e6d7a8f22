import type { Container } from "../../container/container.js";
import { isBlank, trimBlanks } from "../../syntax/characters.js";
import type { Line } from "../../syntax/document.js";
import { readProxmoxLine } from "../../syntax/proxmoxLine.js";
import { removeLine } from "../fixes.js";
import { type Diagnosis, rewriteLine, type Unreadable } from "./rewriteLine.js";
import { unreadableHeader } from "./unreadableHeader.js";
import { unreadablePlainKey } from "./unreadablePlainKey.js";
import { unreadableRawKey } from "./unreadableRawKey.js";
import { wordAt } from "./word.js";

/** Why Proxmox cannot read a line, and how it wants it written. Source: pve-container 6.1.10, Config.pm, parse_pct_config(), run. */
export function unreadableLine({ document, target }: Container, line: Line): Diagnosis {
  const { text } = document;
  const end = trimBlanks(text, line.start, line.end);
  if (line.start === 0 && text.charCodeAt(0) === byteOrderMark) return withByteOrderMark(line);
  const start = skipInvisible(text, line.start, end);
  const part: Unreadable = { document, line, release: target.proxmox, start, end };
  return (start > line.start && indented(part)) || reasonFor(part);
}

const byteOrderMark = 0xfeff;

function withByteOrderMark(line: Line): Diagnosis {
  return {
    start: line.start,
    end: line.start + 1,
    message:
      "An invisible byte order mark stands in front of the first line, so Proxmox drops that line. Save the file as UTF-8 without one.",
    fixes: [{ title: "Remove the byte order mark", safe: true, edits: [{ start: 0, end: 1, newText: "" }] }],
  };
}

/** Editors and web pages also leave no-break spaces in front of a line, which look like blanks, and byte order marks, which look like nothing. */
function skipInvisible(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isInvisible(text.charCodeAt(at))) at++;
  return at;
}

function isInvisible(code: number): boolean {
  return isBlank(code) || code === 0xa0 || code === byteOrderMark;
}

/** The blanks in front are the reason only when the line is fine without them. */
function indented(part: Unreadable): Diagnosis | undefined {
  const { document, line, start, end } = part;
  const { kind } = readProxmoxLine(document.text, start, end);
  if (kind === "unreadable") return undefined;
  const what = kind === "comment" ? "comment" : kind === "section" ? "section header" : "line";
  return {
    start: line.start,
    end: start,
    message: `Proxmox drops this ${what} because blanks stand in front of it. Remove them.`,
    fixes: rewriteLine(part, document.text.slice(start, end), "Remove the blanks in front"),
  };
}

function reasonFor(part: Unreadable): Diagnosis {
  const { document, start, end } = part;
  const text = document.text.slice(start, end);
  if (text.startsWith(";") || text.startsWith("//")) return foreignComment(part, text.startsWith(";") ? ";" : "//");
  if (text.startsWith("[")) return unreadableHeader(part);
  return (
    encodedComment(part, text) ??
    (text.slice(0, 4).toLowerCase() === "lxc." ? unreadableRawKey(part) : undefined) ??
    unreadablePlainKey(part) ??
    strayText(part, text)
  );
}

function foreignComment(part: Unreadable, mark: string): Diagnosis {
  const rest = part.document.text.slice(part.start + mark.length, part.end);
  return {
    start: part.start,
    end: part.start + mark.length,
    message: `Proxmox drops this line: it knows comments that begin with \`#\` only. Write \`#\` instead.`,
    fixes: rewriteLine(part, `#${rest}`, "Begin the comment with `#`"),
  };
}

/** Proxmox writes the comment `#mp0: …` back as `#mp0%3A …`; with the `#` taken away that is no setting. */
function encodedComment(part: Unreadable, text: string): Diagnosis | undefined {
  const word = wordAt(part.document.text, part.start, part.end);
  if (word.text === "" || !text.startsWith("%3A", word.text.length)) return undefined;
  return {
    start: word.end,
    end: word.end + 3,
    message:
      "Proxmox drops this line: it was a comment once, and in comments Proxmox writes `%3A` for a colon. Write it again as it was before.",
    fixes: rewriteLine(part, decoded(text), "Decode the line"),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll("%3A", ":").replaceAll("%25", "%");
  }
}

const commands = new Set(
  "apt apt-get bash cat cd chmod chown cp curl echo EOF exit export grep ln ls lxc-attach lxc-start mkdir modprobe mount mv nano pct pveam pvesm qm rm sed sh sudo systemctl tee vi vim wget".split(
    " ",
  ),
);

function strayText(part: Unreadable, text: string): Diagnosis {
  const word = text.split(" ", 1)[0] ?? "";
  const remove = { title: "Remove the line", safe: false, edits: [removeLine(part.line)] };
  if (commands.has(word) || word.startsWith("$")) {
    const message = "Proxmox drops this line: it is a command for a shell, not a setting. Remove the line.";
    return { start: part.start, end: part.end, message, fixes: [remove] };
  }
  const comment = {
    title: "Make it a comment",
    safe: false,
    edits: [{ start: part.start, end: part.start, newText: "# " }],
  };
  const message =
    "Proxmox drops this line: it is neither a `key: value` nor a comment. Put `#` in front of it, or remove the line.";
  return {
    start: part.start,
    end: part.end,
    message,
    fixes: part.start === part.line.start ? [comment, remove] : [remove],
  };
}
