import type { RawEntry } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** An empty line of the same key, further down, takes a line back. */
export const lineCleared = defineRule({
  name: "raw-line-cleared",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check({ raw }, report) {
    for (const entry of raw) {
      if (!entry.clearedBy || entry.value.text === "" || !isForgotten(entry)) continue;
      report(
        entry.key,
        "The same key stands empty further down, which forgets all lines of it above: this one does nothing. Remove it, or the empty line.",
        {
          related: [{ span: entry.clearedBy.key ?? entry.clearedBy, message: "Forgets the lines above." }],
          tags: ["unnecessary"],
          fixes: [{ title: "Remove the line, which is forgotten", safe: true, edits: [removeLine(entry.line)] }],
        },
      );
    }
  },
});

/**
 * Not so a file that is included, which stays; the log, which is opened at once; interfaces, of which later lines need the type; and ID maps,
 * which Proxmox reads by itself, empty lines or not. Source: liblxc 6.0.6, src/lxc/confile.c.
 */
function isForgotten({ key }: RawEntry): boolean {
  const known = lxcKey(key.text);
  if (!known || known.fact.refused || known.fact.emptyIsRefused) return false;
  return !/^lxc\.(?:include$|idmap$|log\.|net(?:\.|$))/.test(key.text);
}
