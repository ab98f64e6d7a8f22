import { startedNetworks } from "../../container/networks.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { freeName, isImpossibleName } from "./interfaceNames.js";

/** The kernel refuses some names, and `lo` is there already. Of the name in a `netN` line expansion-refused speaks. */
export const networkNameInvalid = defineRule({
  name: "network-name-invalid",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    const networks = startedNetworks(container);
    for (const { raw, type } of networks) {
      const value = raw.get("name")?.at(-1)?.value;
      // An interface of the type `empty` is `lo`.
      if (!value || !isImpossibleName(value.text) || type === "none" || type === "empty" || type === undefined)
        continue;
      const free = freeName(networks);
      report(
        value,
        `No interface of a container can have this name, so the container does not start. Write \`${free}\`.`,
        {
          fixes: [{ title: `Write \`${free}\``, safe: false, edits: [replace(value, free)] }],
        },
      );
    }
  },
});
