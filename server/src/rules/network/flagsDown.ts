import { startedNetworks } from "../../container/networks.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

const meansDown: ReadonlySet<string> = new Set(["down", "0", "no", "off", "none", "false"]);

/** Any text in `lxc.net.N.flags` brings the interface up. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, set_config_net_flags(), started. */
export const networkFlagsDown = defineRule({
  name: "network-flags-down",
  area: "network",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check(container, report) {
    for (const { raw, gateways } of startedNetworks(container)) {
      const entry = raw.get("flags")?.at(-1);
      if (!entry || !meansDown.has(entry.value.text.toLowerCase())) continue;
      // A gateway needs the interface up.
      const safe = !gateways.some((gateway) => gateway.entry);
      report(
        entry.value,
        "Any text here brings the interface up, this one too. Remove the line; without it the interface stays down.",
        { fixes: [{ title: "Remove the line", safe, edits: [removeLine(entry.line)] }] },
      );
    }
  },
});
