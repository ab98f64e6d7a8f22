import type { RawEntry } from "../../container/container.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

const key = "lxc.environment";

/** LXC takes a variable as it stands: blanks, quotes and dollar signs are a part of its name or its value. */
export const environmentLiteral = defineRule({
  name: "environment-literal",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: [key],
  check({ raw }, report) {
    for (const entry of raw) {
      // Of a comment behind the value trailing-comment speaks.
      if (entry.key.text !== key || entry.clearedBy || trailingComment(entry.value)) continue;
      const equals = entry.value.text.indexOf("=");
      if (equals >= 0) checkVariable(entry, equals, report);
    }
  },
});

function checkVariable({ value }: RawEntry, equals: number, report: Report): void {
  const name = value.text.slice(0, equals);
  const content = value.text.slice(equals + 1);
  if (name === "") {
    report(
      value,
      "In front of `=` the name is missing, so liblxc cannot set the variable and the container does not start. Write `NAME=value`.",
      {
        severity: "error",
        rejectedBy: "start",
      },
    );
    return;
  }
  const bare = name.replace(/^export[ \t]+/, "").trim();
  const inner = withoutQuotes(content.trim());
  const meant = `${bare}=${inner}`;
  const at = { start: value.start, end: value.start + equals };
  const fixes = [{ title: `Write \`${meant}\``, safe: false, edits: [replace(value, meant)] }];
  if (bare !== name) {
    const safe = /^[A-Za-z_][A-Za-z0-9_]*$/.test(bare);
    report(
      at,
      `liblxc takes all in front of \`=\` for the name, so this sets \`${name}\`, which no program looks for. Write \`${meant}\`.`,
      { fixes: fixes.map((fix) => ({ ...fix, safe })) },
    );
  } else if (inner !== content) {
    report(
      { start: at.end + 1, end: value.end },
      `liblxc takes all behind \`=\` for the value, ${content.trim() === inner ? "the blank" : "the quotes"} too. Write \`${meant}\`.`,
      { fixes },
    );
  } else {
    const dollar = /\$(?:[A-Za-z_]|\{)/.exec(content);
    if (!dollar) return;
    report(
      { start: at.end + 1 + dollar.index, end: value.end },
      "liblxc replaces no variables, so this stands in the value as it is. Write out what is meant.",
    );
  }
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0);
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.indexOf(quote, 1) === text.length - 1;
  return isQuoted ? text.slice(1, -1) : text;
}
