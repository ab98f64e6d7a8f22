import { applyEdits, findNodeAtLocation, getNodeValue, type JSONPath, modify, parseTree } from "jsonc-parser";
import type { TextEdit } from "../syntax/edit.js";

/** The text of a configuration that holds nothing yet. */
export const emptyText = "{}\n";

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };

/**
 * The edits that switch a rule off in the text of a `lxc-lint.json`; comments stay. `files` names the files for which it is switched off, as a glob
 * or CTID; undefined for all. Undefined when the text is broken so that nothing can be written into it.
 */
export function silencingEdits(text: string, rule: string, files: string | undefined): readonly TextEdit[] | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== "object") return undefined;
  if (files === undefined) return edits(text, ["rules", rule], "off");
  const overrides = findNodeAtLocation(root, ["overrides"]);
  if (overrides && overrides.type !== "array") return undefined;
  const known = overrides?.children ?? [];
  const at = known.findIndex((each) => {
    const listed = findNodeAtLocation(each, ["files"]);
    return listed?.type === "array" && listed.children?.length === 1 && getNodeValue(listed)[0] === files;
  });
  if (at >= 0) return edits(text, ["overrides", at, "rules", rule], "off");
  return edits(text, ["overrides", known.length], { files: [files], rules: { [rule]: "off" } });
}

/** The text with a rule switched off. */
export function silenced(text: string, rule: string, files: string | undefined): string | undefined {
  const found = silencingEdits(text, rule, files);
  return (
    found &&
    applyEdits(
      text,
      found.map(({ start, end, newText }) => ({ offset: start, length: end - start, content: newText })),
    )
  );
}

function edits(text: string, path: JSONPath, value: unknown): readonly TextEdit[] {
  return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
    start: offset,
    end: offset + length,
    newText: content,
  }));
}
