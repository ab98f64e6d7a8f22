import { startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/** Proxmox' reader takes any number for `rate`. Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, run; pve-common, src/PVE/Network.pm, tap_rate_limit(). */
export const networkRateWithoutLimit = defineRule({
  name: "network-rate-without-limit",
  area: "network",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const rate = each.properties.get("rate");
      const limit = Number(rate?.text);
      if (!rate || !(limit <= 0)) continue;
      const isZero = limit === 0;
      report(
        rate,
        isZero
          ? "`rate=0` is no limit, like no `rate` at all. Remove it, or write megabytes per second."
          : "A negative rate is no limit; Proxmox passes it on to `tc`, which has no use for it. Write megabytes per second.",
        {
          severity: isZero ? "hint" : "warning",
          tags: isZero ? ["unnecessary"] : [],
          fixes: [{ title: "Remove `rate`", safe: isZero, edits: removeProperty(each, "rate") }],
        },
      );
    }
  },
});
