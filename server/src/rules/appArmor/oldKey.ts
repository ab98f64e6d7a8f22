import { factOf } from "../../container/keys.js";
import { renamedLxcKeys } from "../../knowledge/renamedLxcKeys.js";
import type { Line, Section } from "../../syntax/document.js";
import { unquoted } from "../../syntax/nativeLine.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Keys of LXC 2.0. Proxmox warns and hands them on, and liblxc then refuses the whole config. */
export const oldKey = defineRule({
  name: "apparmor-old-key",
  area: "apparmor",
  severity: "error",
  rejectedBy: "liblxc",
  looksAt: ["lxc.aa_profile", "lxc.aa_allow_incomplete"],
  check(container, report) {
    const { dialect, sections } = container.document;
    for (const section of sections) {
      for (const line of section.lines) {
        const now =
          line.kind === "raw" && line.key?.text.startsWith("lxc.aa_") && factOf(renamedLxcKeys, line.key.text)?.now;
        if (!now || !line.key) continue;
        const who =
          dialect === "proxmox"
            ? "Proxmox only warns about this old name, but liblxc refuses"
            : "liblxc no longer knows this name and refuses";
        const isSnapshot = section.kind === "snapshot";
        const what = isSnapshot
          ? "the config after a rollback to this snapshot"
          : "the whole config, so the container does not start";
        report(line.key, `${who} ${what}. Write \`${now}\` instead.`, {
          severity: isSnapshot ? "warning" : "error",
          tags: ["deprecated"],
          fixes: [fixOf(section, line, now)],
        });
      }
    }
  },
});

function fixOf(section: Section, line: Line, now: string): Fix {
  const same = section.lines.find((each) => each.kind === "raw" && each.key?.text === now);
  if (same && valueIn(same) === valueIn(line)) {
    return { title: `Remove the line; \`${now}\` is set as well`, safe: true, edits: [removeLine(line)] };
  }
  // With another value beside it, it depends on the order which one wins under the new name.
  return { title: `Write \`${now}\``, safe: !same, edits: line.key ? [replace(line.key, now)] : [] };
}

function valueIn(line: Line): string {
  return line.value ? unquoted(line.value).text : "";
}
