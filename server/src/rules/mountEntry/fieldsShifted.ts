import { defineRule } from "../rule.js";
import { shapeOf, shiftOf } from "./shape.js";
import { shiftRepair } from "./shiftRepair.js";

/** When a field is missing, those behind it are taken for what they are not: options for a type, `0` for options. */
export const fieldsShifted = defineRule({
  name: "mount-entry-fields-shifted",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of container.mountEntries) {
      const shift = shapeOf(entry) === "shifted" ? shiftOf(entry) : undefined;
      // An absolute target is passed over whatever stands behind it.
      const found = shift && entry.place.kind !== "ignored" && shiftRepair(shift, entry, container);
      if (found) report(found.at, found.message, found.details);
    }
  },
});
