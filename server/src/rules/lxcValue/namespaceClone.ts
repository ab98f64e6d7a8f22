import { blankSeparated } from "../../container/lxcFormats/words.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/** What LXC then changes on the host instead of in the container. */
const harm = {
  mnt: "makes the container's root directory the root of the host",
  uts: "gives the host the container's name",
} as const;

/** `lxc.namespace.clone` is a list of all namespaces that are made, and LXC sets up in those of the host what is not in it. */
export const lxcNamespaceClone = defineRule({
  name: "lxc-namespace-clone-incomplete",
  area: "lxc-value",
  severity: "warning",
  rejectedBy: null,
  dialects: ["lxc"],
  looksAt: ["lxc.namespace.clone"],
  check({ raw }, report) {
    const entries = raw.filter(
      ({ key, value, clearedBy }) => key.text === "lxc.namespace.clone" && !clearedBy && value.text !== "",
    );
    const [first] = entries;
    if (!first) return;
    const cloned = new Set(entries.flatMap(({ value }) => blankSeparated(value.text)));
    const missing = (["mnt", "uts"] as const).filter((name) => !cloned.has(name));
    if (missing.length === 0) return;
    const names = missing.join(" ");
    report(
      first.value,
      `A namespace that is not in this list is the host's own: the start ${missing.map((name) => harm[name]).join(" and ")}. Write \`${names}\` too, or remove the line, and liblxc makes all it needs.`,
      { fixes: [{ title: `Add \`${names}\``, safe: false, edits: [insertAt(first.value.end, ` ${names}`)] }] },
    );
  },
});
