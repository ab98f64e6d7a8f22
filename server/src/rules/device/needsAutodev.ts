import { mountsDev } from "../../container/mountTargets.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Proxmox puts the nodes of `devN` into the container while liblxc fills `/dev`; when liblxc leaves `/dev` alone, they never come. */
export const needsAutodev = defineRule({
  name: "device-needs-autodev",
  area: "device",
  severity: "error",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["lxc.autodev"],
  check(container, report) {
    const switchOff = container.raw.findLast(({ key }) => key.text === "lxc.autodev");
    // Of an empty value the rule about clearing lines speaks.
    if (!switchOff || switchOff.value.text === "" || mountsDev(container)) return;
    for (const { path, value } of container.devices) {
      report(
        path ?? value,
        "With `lxc.autodev` off the hook that brings this node does not run, so the container starts without it. Remove the line `lxc.autodev`.",
        {
          related: [{ span: switchOff.value, message: "Here liblxc is told to leave /dev alone." }],
          fixes: [{ title: "Remove `lxc.autodev`", safe: false, edits: [removeLine(switchOff.line)] }],
        },
      );
    }
  },
});
