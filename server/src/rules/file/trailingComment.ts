import type { Container } from "../../container/container.js";
import { validateRawKey } from "../../container/validate.js";
import { type Document, type Line, lineEndOf, type Section } from "../../syntax/document.js";
import type { TextEdit } from "../../syntax/edit.js";
import { unquoted } from "../../syntax/nativeLine.js";
import type { Token } from "../../syntax/token.js";
import { trailingComment as commentIn } from "../../syntax/trailingComment.js";
import type { Finding, Fix } from "../finding.js";
import { insertAt, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { commentInRawValue } from "./commentInRawValue.js";
import { commentInSetting } from "./commentInSetting.js";
import { topOf } from "./sections.js";

/** What a comment behind a value brings about. */
export interface CommentEffect extends Pick<Finding, "severity" | "rejectedBy"> {
  /** A sentence. */
  readonly what: string;
}

interface FoundComment {
  readonly line: Line;
  readonly value: Token;
  readonly comment: Token;
  readonly effect: CommentEffect;
}

/** No reader knows comments behind a value: they become a part of it, and what that does depends on the key. */
export const trailingComment = defineRule({
  name: "trailing-comment",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  looksAt: ["setting", "raw"],
  check(container, report) {
    const { document } = container;
    const mounts = new Map(container.mountEntries.map((entry) => [entry.entry?.line, entry]));
    for (const section of document.sections) {
      const found = section.lines.flatMap((line) => commentBehind(container, line, mounts.get(line)) ?? []);
      for (const each of found) {
        report(each.comment, `${each.effect.what} Put it on a line of its own.`, {
          severity: each.effect.severity,
          rejectedBy: each.effect.rejectedBy,
          fixes: [document.dialect === "lxc" ? moveAbove(document, each) : moveToTop(document, section, each)],
        });
      }
    }
  },
});

function commentBehind(
  container: Container,
  line: Line,
  mount: Container["mountEntries"][number] | undefined,
): FoundComment | undefined {
  const { key, value } = line;
  if (!key || !value) return undefined;
  const isMain = line.section.kind === "main";
  const inner = line.kind === "raw" ? unquoted(value) : value;
  const comment = line.kind === "raw" || line.kind === "setting" ? commentIn(value) : undefined;
  // A value in quotes is quoted as a whole, so it has no comment behind it.
  if (!comment || inner !== value) return undefined;
  if (line.kind === "setting") {
    const effect = commentInSetting(key, value, comment);
    // What only the start would show does no harm in a section that does not run.
    return effect && (isMain || effect.rejectedBy === "proxmox") ? { line, value, comment, effect } : undefined;
  }
  const reaches =
    container.document.dialect === "lxc" || validateRawKey(key.text, container.target.proxmox) === "accepted";
  const effect = isMain && reaches ? commentInRawValue(key.text, value, comment, mount) : undefined;
  return effect && { line, value, comment, effect };
}

/** A container with `unprivileged: 0 # …` runs unprivileged, and its files belong to the ids of that way. It is not turned round unasked. */
function turnsUnprivilegedOff({ line, effect }: FoundComment): boolean {
  return line.key?.text === "unprivileged" && effect.severity === "error";
}

/** Proxmox keeps comments at the top of their section, in their order. */
function moveToTop(document: Document, section: Section, found: FoundComment): Fix {
  const line = commentLine(found.comment) + lineEndOf(document);
  return {
    title: "Move the comment to the top of the section",
    safe: !turnsUnprivilegedOff(found),
    edits: [{ ...insertAt(topOf(section), line), stacks: true }, cut(found)],
  };
}

function moveAbove(document: Document, found: FoundComment): Fix {
  const line = commentLine(found.comment) + lineEndOf(document);
  return {
    title: "Move the comment to the line above",
    safe: true,
    edits: [insertAt(found.line.start, line), cut(found)],
  };
}

function cut({ value, comment }: FoundComment): TextEdit {
  const before = value.text.slice(0, comment.start - value.start).trimEnd().length;
  return replace({ start: value.start + before, end: comment.end }, "");
}

function commentLine(comment: Token): string {
  return comment.text.startsWith("#") ? comment.text : `#${comment.text.slice(2)}`;
}
