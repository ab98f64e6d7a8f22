import { hasFeature, isUnprivileged } from "../../container/container.js";
import { featureLineInForce } from "../../container/features.js";
import { defineRule } from "../rule.js";
import { dockerHint } from "./dockerHint.js";
import { missesNestingForSystemd } from "./nestingMissingForSystemd.js";
import { setFeatures } from "./setFeatures.js";

/** `keyctl=1` is half of the pair that Docker and its like need in an unprivileged container. */
export const keyctlWithoutNesting = defineRule({
  name: "keyctl-without-nesting",
  area: "features",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    if (!isUnprivileged(container) || !hasFeature(container, "keyctl") || hasFeature(container, "nesting")) return;
    // Where another finding asks for nesting already, one is enough.
    if (dockerHint(container) || missesNestingForSystemd(container)) return;
    const features = featureLineInForce(container.document);
    const part = features?.byName.get("keyctl");
    if (!part) return;
    report(
      part,
      "`keyctl=1` is there for Docker and its like, which need `nesting=1` as well. Write it too, or remove `keyctl=1`.",
      {
        fixes: [{ title: "Add `nesting=1`", safe: false, edits: setFeatures(container, ["nesting"]) }],
      },
    );
  },
});
