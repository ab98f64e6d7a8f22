import { countsAsTrue } from "../../container/values.js";
import type { Section } from "../../syntax/document.js";
import type { Token } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** Proxmox never changes `unprivileged` of a container that exists, so a snapshot with another value tells that somebody did it by hand. */
export const idmapUnprivilegedChanged = defineRule({
  name: "idmap-unprivileged-changed",
  area: "idmap",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["unprivileged"],
  check(container, report) {
    const { document, settings } = container;
    if (!settings.has("rootfs")) return;
    const setting = settings.get("unprivileged");
    const isNow = isSet(setting?.value);
    for (const section of document.sections) {
      if (section.kind !== "snapshot" || !valueIn(section, "rootfs")) continue;
      const other = valueIn(section, "unprivileged");
      if (isSet(other) === isNow) continue;
      const place = setting?.value ?? other;
      if (!place) return;
      report(
        place,
        isNow
          ? "A snapshot says that this container was privileged once. The line does not give the files to other owners, so those from before are nobody's. Run `pct restore --unprivileged 1` with a backup instead."
          : "A snapshot says that this container was unprivileged once. The line does not give the files to other owners, so those from before belong to IDs from 100000 on. Run `pct restore --unprivileged 0` with a backup instead.",
        { related: setting && other ? [{ span: other, message: "The snapshot's value." }] : [] },
      );
      return;
    }
  },
});

function isSet(value: Token | undefined): boolean {
  return countsAsTrue(value?.text ?? "");
}

/** The value of a key in a section; the last line of a key wins. */
function valueIn({ lines }: Section, name: string): Token | undefined {
  return lines.findLast(({ kind, key }) => kind === "setting" && key?.text === name)?.value;
}
