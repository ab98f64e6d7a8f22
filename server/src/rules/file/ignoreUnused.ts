import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { type Ignore, unusedIgnores } from "../ignores.js";
import { defineRule } from "../rule.js";

/** An ignore that silences nothing hides the next mistake on its line, or was never right. */
export const ignoreUnused = defineRule({
  name: "ignore-unused",
  area: "file",
  severity: "warning",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: ["comment"],
  check({ document }, report, others) {
    for (const ignore of unusedIgnores(document, others)) {
      report(
        ignore.rule,
        `This silences nothing, as the next line has no finding \`${ignore.rule.text}\`. Remove it.`,
        {
          tags: ["unnecessary"],
          fixes: [removal(ignore)],
        },
      );
    }
  },
});

/** Takes the name out of the comment, with what parts it from its neighbour; the whole comment when it is the only one. */
function removal({ comment, rule, siblings }: Ignore): Fix {
  if (siblings.length === 1) return { title: "Remove the ignore", safe: true, edits: [removeLine(comment)] };
  const at = siblings.indexOf(rule);
  const before = siblings[at - 1];
  const span =
    before === undefined
      ? { start: rule.start, end: siblings[at + 1]?.start ?? rule.end }
      : { start: before.end, end: rule.end };
  return { title: `Remove \`${rule.text}\` from the ignore`, safe: true, edits: [replace(span, "")] };
}
