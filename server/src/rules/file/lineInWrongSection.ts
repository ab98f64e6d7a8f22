import type { Container } from "../../container/container.js";
import { validateRawKey } from "../../container/validate.js";
import { type Line, type Section, textOf } from "../../syntax/document.js";
import type { Fix } from "../finding.js";
import { appendToMain, removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { appendedLines } from "./appendedLines.js";

/** A line added at the end of the file belongs to the last section there, a snapshot or the pending changes, and not to the container. */
export const lineInWrongSection = defineRule({
  name: "line-in-wrong-section",
  area: "file",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["section"],
  check(container, report) {
    for (const section of container.document.sections) {
      // What stands in a section that is lost anyway is told at its header.
      if (section.replacedBy) continue;
      if (section.kind === "snapshot") checkSnapshot(container, section, report);
      if (section.kind === "pending") checkPending(container, section, report);
    }
  },
});

function checkSnapshot(container: Container, section: Section, report: Report): void {
  const lines = appendedLines(container, section);
  const fixes = lines.length > 0 ? [moveUp(container, lines)] : [];
  for (const line of lines) {
    report(
      line.key ?? line,
      `This line belongs to the snapshot \`${section.name}\` and does nothing now. Move it above the first section header.`,
      { fixes },
    );
  }
}

/** They are told once, because Proxmox applies them as one list. */
function checkPending(container: Container, section: Section, report: Report): void {
  const lines = section.lines.filter((line) => reachesLxc(container, line));
  const first = lines[0];
  if (!first) return;
  const own = container.document.main.lines.find((line) => reachesLxc(container, line));
  const fixes = [moveUp(container, lines)];
  if (own) {
    report(
      first.key ?? first,
      "At the next start the raw lines of the pending changes replace all raw lines of the container. Move them above the first section header.",
      {
        severity: "error",
        related: [{ span: own.key ?? own, message: "This line and all raw lines of its section will be lost." }],
        fixes,
      },
    );
    return;
  }
  report(
    first.key ?? first,
    "The raw lines of the pending changes take effect at the next start only. Move them above the first section header to have them for good.",
    { severity: "information", rejectedBy: null, fixes },
  );
}

function reachesLxc({ target }: Container, line: Line): boolean {
  return line.kind === "raw" && validateRawKey(line.key?.text ?? "", target.proxmox) !== "dropped";
}

/** All of them at once, in their order. What the container does changes by that, if only to what was meant. */
function moveUp(container: Container, lines: readonly Line[]): Fix {
  const moved = lines.map((line) => textOf(container.document, line));
  const removed = lines.map(removeLine);
  return {
    title: "Move to the container's own section",
    safe: false,
    edits: [appendToMain(container, moved), ...removed],
  };
}
