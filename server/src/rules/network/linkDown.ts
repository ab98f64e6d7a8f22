import { startedNetworks } from "../../container/networks.js";
import { countsAsTrue } from "../../container/values.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/** The container has the interface and its addresses, but no bridge has it. Source: pve-container 6.1.10, run. */
export const networkLinkDown = defineRule({
  name: "network-link-down",
  area: "network",
  profile: "strict",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const down = each.properties.get("link_down");
      if (!down || !countsAsTrue(down.text)) continue;
      report(
        down,
        "This interface is plugged into no bridge, like a pulled cable, although the container sees it with its address. Remove `link_down` to plug it in.",
        { fixes: [{ title: "Remove `link_down`", safe: false, edits: removeProperty(each, "link_down") }] },
      );
    }
  },
});
