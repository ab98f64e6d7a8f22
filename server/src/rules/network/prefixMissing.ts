import { startedNetworks } from "../../container/networks.js";
import { insertAt } from "../fixes.js";
import { defineRule } from "../rule.js";

/**
 * Without a prefix length LXC guesses one from the last number of the address: it asks for the old class, but reads the bytes from the wrong end.
 * Source: liblxc 5.0.2, src/lxc/confile.c, config_ip_prefix(), started with an address of each class.
 */
export const networkPrefixMissing = defineRule({
  name: "network-prefix-missing",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["raw"],
  check(container, report) {
    for (const { addresses } of startedNetworks(container)) {
      for (const { token, family, hasLength, length } of addresses) {
        // In IPv6 it is 64, as everywhere.
        if (hasLength || family === 6) continue;
        report(
          token,
          `Without a prefix length liblxc guesses one from the last number of the address, here /${length}. Write the one of your network, such as \`${token.text}/24\`.`,
          { fixes: [{ title: "Write `/24`", safe: false, edits: [insertAt(token.end, "/24")] }] },
        );
      }
    }
  },
});
