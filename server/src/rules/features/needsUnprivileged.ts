import { isUnprivileged } from "../../container/container.js";
import { featureLineInForce } from "../../container/features.js";
import { factOf } from "../../container/keys.js";
import { countsAsTrue } from "../../container/values.js";
import { featureProperties } from "../../knowledge/properties.js";
import { defineRule } from "../rule.js";
import { removePart } from "./removePart.js";

/** Some features lift a restriction that only unprivileged containers have; in a privileged one they do nothing. */
export const needsUnprivileged = defineRule({
  name: "feature-needs-unprivileged",
  area: "features",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    const { settings, document } = container;
    // A piece of a config does not tell: its other half may say that the container is unprivileged.
    if (isUnprivileged(container) || !(settings.has("unprivileged") || settings.has("rootfs"))) return;
    const features = featureLineInForce(document);
    for (const part of features?.parts ?? []) {
      const [item] = part.items;
      if (!features || !part.isAccepted || !item?.value || !countsAsTrue(item.value.text)) continue;
      const name = item.name.text;
      if (factOf(featureProperties, name)?.only !== "unprivileged") continue;
      report(
        part,
        `\`${name}=1\` has an effect in unprivileged containers only, and this one is privileged. Remove it.`,
        {
          tags: ["unnecessary"],
          fixes: [{ title: `Remove \`${name}\``, safe: true, edits: [removePart(features, part)] }],
        },
      );
    }
  },
});
