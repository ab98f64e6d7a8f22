import type { Container } from "../../container/container.js";
import type { Line } from "../../syntax/document.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A pending deletion of a key that the container does not have changes nothing. */
export const pendingDeleteUnset = defineRule({
  name: "pending-delete-unset",
  area: "file",
  severity: "information",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["delete"],
  check(container, report) {
    for (const line of container.document.lines) {
      const { kind, value, section } = line;
      if (kind !== "delete" || !value || section.kind !== "pending" || section.replacedBy) continue;
      const names = namesIn(value);
      for (const [index, name] of names.entries()) {
        const key = name.text.replace(/^!/, "");
        if (isThere(container, key)) continue;
        report(
          name,
          `The container has no line \`${key}\`, so there is nothing to delete. Write the name of one that it has instead, or remove this one.`,
          { tags: ["unnecessary"], fixes: [without(line, names, index)] },
        );
      }
    }
  },
});

/** Items of the list, which commas, semicolons and blanks part. */
function namesIn(value: Token): readonly Token[] {
  return [...value.text.matchAll(/[^,;\s]+/g)].map(({ index, 0: word }) => partOf(value, index, index + word.length));
}

/** Notes, variables and raw lines have no line of that name. */
const unnamed: ReadonlySet<string> = new Set(["description", "env", "lxc"]);

function isThere({ settings }: Container, key: string): boolean {
  return settings.has(key) || unnamed.has(key);
}

function without(line: Line, names: readonly Token[], index: number): Fix {
  const name = names[index];
  const next = names[index + 1];
  const previous = names[index - 1];
  const title = "Remove the name from the list";
  if (!name || (!next && !previous)) return { title: "Remove the line", safe: true, edits: [removeLine(line)] };
  const span = next ? { start: name.start, end: next.start } : { start: previous?.end ?? name.start, end: name.end };
  return { title, safe: true, edits: [replace(span, "")] };
}
