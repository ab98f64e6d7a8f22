import type { Container } from "../../container/container.js";
import { booleanOf } from "../../container/values.js";
import { readProperties } from "../../syntax/propertyString.js";
import type { Token } from "../../syntax/token.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `pct template` renames the volumes and refuses a container with snapshots; the line alone makes no template that can be cloned. */
export const templateHandMade = defineRule({
  name: "template-hand-made",
  area: "container",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["template"],
  check(container, report) {
    const template = container.settings.get("template");
    // A word that is no boolean was not meant so, and value-not-boolean says it.
    if (!template || booleanOf(template.value.text) !== true) return;
    const snapshot = container.document.sections.find(({ kind, replacedBy }) => kind === "snapshot" && !replacedBy);
    const volume = ordinaryVolume(container);
    const sign = snapshot?.header ?? volume;
    if (!sign) return;
    const why = snapshot ? "a template has no snapshots" : "the volume of a template is named `base-` or `basevol-`";
    report(
      template.value,
      `The container does not start, and linked clones of it fail: ${why}, so \`pct template\` did not write this line. Remove the line and run \`pct template <CTID>\`.`,
      {
        related: [{ span: sign, message: snapshot ? "A snapshot." : "An ordinary volume." }],
        fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(template.line)] }],
      },
    );
  },
});

/** The volume of the root file system, where its name is none of a template's. */
function ordinaryVolume({ settings }: Container): Token | undefined {
  const rootfs = settings.get("rootfs");
  if (!rootfs) return undefined;
  const volume = readProperties(rootfs.value).find(({ key }) => !key || key.text === "volume")?.value;
  if (!volume || volume.text.startsWith("/")) return undefined;
  const name = volume.text.slice(Math.max(volume.text.indexOf(":"), volume.text.lastIndexOf("/")) + 1);
  return /^(?:vm|subvol)-[0-9]/.test(name) ? volume : undefined;
}
