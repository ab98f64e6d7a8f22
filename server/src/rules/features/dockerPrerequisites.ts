import { isUnprivileged } from "../../container/container.js";
import { defineRule } from "../rule.js";
import { dockerHint } from "./dockerHint.js";
import { setFeatures } from "./setFeatures.js";

/** Docker, Podman and Kubernetes make containers of their own, which a container may do only with nesting, and when unprivileged with keyctl. */
export const dockerPrerequisites = defineRule({
  name: "docker-prerequisites",
  area: "features",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["tags", "hostname"],
  check(container, report) {
    const hint = dockerHint(container);
    if (!hint) return;
    const kind = isUnprivileged(container) ? "an unprivileged" : "a privileged";
    const [needed, missing] = [hint.needed, hint.missing].map((names) =>
      names.map((name) => `\`${name}=1\``).join(" and "),
    );
    report(
      hint.word,
      needed === missing
        ? `Docker and its like need ${needed} in ${kind} container. Write it among the features.`
        : `Docker and its like need ${needed} in ${kind} container. Write ${missing} among the features.`,
      {
        fixes: [
          {
            title: `Add ${missing}`,
            safe: false,
            edits: setFeatures(container, hint.missing),
          },
        ],
      },
    );
  },
});
