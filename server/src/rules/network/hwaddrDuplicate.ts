import { comparableHardwareAddress } from "../../container/hardwareAddresses.js";
import {
  bridgeOf,
  type NetworkInterface,
  partOfInterface,
  startedNetworks,
  titleOfInterface,
} from "../../container/networks.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { freshHardwareAddress } from "./freshHardwareAddress.js";

/** Two interfaces of one network with one MAC address take each other's packets. Nobody compares them. */
export const networkHwaddrDuplicate = defineRule({
  name: "network-hwaddr-duplicate",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["net", "raw"],
  check(container, report) {
    const networks = startedNetworks(container);
    if (networks.length < 2) return;
    const owners = new Map<string, NetworkInterface>();
    for (const each of networks) {
      const token = partOfInterface(each, "hwaddr");
      const address = token && comparableHardwareAddress(token.text);
      if (!address) continue;
      // Behind different bridges the same address hurts nobody.
      const place = `${address} ${bridgeOf(each)?.text} ${each.properties.get("tag")?.text}`;
      const owner = owners.get(place);
      const other = owner && partOfInterface(owner, "hwaddr");
      if (!owner || !other) {
        owners.set(place, each);
        continue;
      }
      const edits = [replace(token, freshHardwareAddress(container, each.number))];
      report(
        token,
        `\`${titleOfInterface(owner)}\` on the same bridge has this MAC address too, so packets reach the one or the other at random. Give each interface its own.`,
        {
          related: [{ span: other, message: "The other interface has it here." }],
          fixes: [{ title: "Write another MAC address", safe: false, edits }],
        },
      );
    }
  },
});
