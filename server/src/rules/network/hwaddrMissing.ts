import { partOfInterface, startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { setProperty } from "./edits.js";
import { freshHardwareAddress } from "./freshHardwareAddress.js";

/** Proxmox draws a random address at each start for an interface that has none in the file. */
export const networkHwaddrMissing = defineRule({
  name: "network-hwaddr-missing",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const { setting, isRefused, number } = each;
      // Of a wrong one the reader complains.
      if (!setting || isRefused || partOfInterface(each, "hwaddr")) continue;
      const edits = [setProperty(each, "hwaddr", freshHardwareAddress(container, number))];
      report(
        setting.value,
        "Without `hwaddr` this interface gets a new random MAC address at each start, and with it another lease, and firewall rules that no longer fit. Write one that stays, such as `hwaddr=BC:24:11:…`.",
        { fixes: [{ title: "Add a MAC address that stays", safe: false, edits }] },
      );
    }
  },
});
