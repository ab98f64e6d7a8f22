import { lxcKey, proxmoxKey, renamedLxcKey } from "../../container/keys.js";
import { type Document, type Line, lineEndOf, type Section, textOf } from "../../syntax/document.js";
import type { TextEdit } from "../../syntax/edit.js";
import { readProxmoxLine } from "../../syntax/proxmoxLine.js";
import type { Span } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { insertAt, removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { checkNotesLength } from "./notesLength.js";
import { topOf } from "./sections.js";

/** Proxmox keeps comments as the container's notes: when it writes the file they stand at the top of their section, with `%3A` for colons. */
export const commentWillMove = defineRule({
  name: "comment-will-move",
  area: "file",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["comment"],
  check({ document }, report) {
    for (const section of document.sections) {
      const top = topOf(section);
      for (const block of blocksOf(section)) checkBlock(document, section, block, top, report);
    }
    checkLineEnds(document, report);
    checkNotesLength(document, report);
  },
});

/** Blanks at the end of a value are nothing to Proxmox, and a carriage return is one of them; in a comment it stays. */
function checkLineEnds(document: Document, report: Report): void {
  if (!document.text.includes("\r")) return;
  const first = document.lines.find((line) => line.kind === "comment" && line.value?.text.endsWith("\r"));
  if (!first) return;
  report(
    spanOf(first),
    "This file has the line ends of Windows. Proxmox passes over them everywhere but in comments, where it writes them as `%0D`. Save it with the line ends of Linux.",
    { fixes: [{ title: "Write the line ends of Linux", safe: true, edits: carriageReturns(document).map(removed) }] },
  );
}

/** The carriage returns in front of line feeds. */
function carriageReturns({ text, lines }: Document): readonly number[] {
  return lines.flatMap(({ end, next }) => (next > end && text.charCodeAt(end - 1) === 13 ? [end - 1] : []));
}

function removed(at: number): TextEdit {
  return { start: at, end: at + 1, newText: "" };
}

/** Comment lines that follow each other without another line between. */
function blocksOf(section: Section): readonly (readonly Line[])[] {
  const blocks: Line[][] = [];
  let last = -2;
  for (const line of section.lines) {
    if (line.kind !== "comment") continue;
    if (line.index === last + 1) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    last = line.index;
  }
  return blocks;
}

function checkBlock(document: Document, section: Section, block: readonly Line[], top: number, report: Report): void {
  const [first] = block;
  if (!first) return;
  if (section.kind === "pending") {
    const notes = document.main.lines.find((line) => line.kind === "comment" || line.kind === "description");
    report(
      spanOf(first),
      "A comment among the pending changes becomes the container's notes at the next start, in place of those it has. Move it to the top of the file.",
      {
        ...(notes && {
          severity: "warning",
          related: [{ span: spanOf(notes), message: "The notes that will be lost." }],
        }),
        fixes: [moveTo(document, document.main, block, "Move the comment to the top of the file")],
      },
    );
    return;
  }
  const setting = block.find(isSetting);
  const isAtTop = first.start < top;
  if (setting) {
    report(
      spanOf(setting),
      "Proxmox keeps this setting as a note and writes its colon as `%3A`, so it will not work again by removing the `#` alone. Keep it elsewhere.",
      {
        fixes: [],
      },
    );
    return;
  }
  if (isAtTop) return;
  const header = nextSection(document, block.at(-1) ?? first);
  if (header) {
    report(
      spanOf(first),
      `This comment belongs to ${ownerOf(section)}, not to the section below it. Proxmox will move it there. Put it below the header.`,
      {
        fixes: [moveTo(document, header, block, "Move the comment below the header")],
      },
    );
    return;
  }
  report(
    spanOf(first),
    `Proxmox keeps comments as notes and moves this one to the top of ${ownerOf(section)} when it next writes the file. Move it there now.`,
    {
      fixes: [moveTo(document, section, block, "Move the comment there now")],
    },
  );
}

function ownerOf(section: Section): string {
  return section.kind === "main" ? "the container's section" : `the snapshot \`${section.name}\``;
}

/** The comment without the blanks behind it. */
function spanOf(line: Line): Span {
  const value = line.value?.text.trimEnd() ?? "";
  return { start: line.start, end: line.start + 1 + value.length };
}

/** `#mp0: …` and `#lxc.…` are settings that were switched off; `# memory: see below` may be prose. */
function isSetting(line: Line): boolean {
  const text = line.value?.text ?? "";
  const raw = text.trimStart();
  const form = readProxmoxLine(raw.startsWith("lxc.") ? raw : text, 0, (raw.startsWith("lxc.") ? raw : text).length);
  const key = form.key?.text ?? "";
  if (form.kind === "raw") return (lxcKey(key) ?? renamedLxcKey(key)) !== undefined;
  return form.kind === "setting" && proxmoxKey(key) !== undefined;
}

/** The section whose header follows, with at most blank lines between. */
function nextSection(document: Document, line: Line): Section | undefined {
  let index = line.index + 1;
  while (document.lines[index]?.kind === "blank") index++;
  const next = document.lines[index];
  return next?.kind === "section" && next.section.kind === "snapshot" ? next.section : undefined;
}

function moveTo(document: Document, section: Section, block: readonly Line[], title: string): Fix {
  const ending = lineEndOf(document);
  const text = block.map((line) => textOf(document, line) + ending).join("");
  return { title, safe: false, edits: [insertAt(topOf(section), text), ...block.map(removeLine)] };
}
