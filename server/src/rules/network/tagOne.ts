import { startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/** VLAN 1 is what a VLAN-aware bridge takes packets without a tag for. Source: pve-common, src/PVE/Network.pm. */
export const networkTagOne = defineRule({
  name: "network-tag-one",
  area: "network",
  profile: "strict",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const tag = each.properties.get("tag");
      if (!tag || Number(tag.text) !== 1) continue;
      report(
        tag,
        "On a VLAN-aware bridge VLAN 1 is the same as no tag; on another bridge the packets leave with the tag 1. Remove `tag` if you mean the untagged network.",
        { fixes: [{ title: "Remove `tag`", safe: false, edits: removeProperty(each, "tag") }] },
      );
    }
  },
});
