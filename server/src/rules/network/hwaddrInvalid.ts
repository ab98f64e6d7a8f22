import { hardwareAddressFault } from "../../container/hardwareAddresses.js";
import { startedNetworks } from "../../container/networks.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { freshHardwareAddress } from "./freshHardwareAddress.js";

const faults = {
  read: "liblxc cannot read this MAC address",
  multicast:
    "This is the MAC address of a group of machines, as its first pair is odd, and the kernel does not take it",
  zero: "The kernel takes no MAC address of zeros",
} as const;

/** LXC looks at `lxc.net.N.hwaddr` only when it sets the address, so a wrong one loads and stops the start. */
export const networkHwaddrInvalid = defineRule({
  name: "network-hwaddr-invalid",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const { raw, number } of startedNetworks(container)) {
      const value = raw.get("hwaddr")?.at(-1)?.value;
      const fault = value && hardwareAddressFault(value.text);
      if (!fault) continue;
      const colons = value.text.replaceAll("-", ":");
      const fixes: Fix[] = [];
      if (hardwareAddressFault(colons) === undefined) {
        fixes.push({ title: `Write \`${colons}\``, safe: true, edits: [replace(value, colons)] });
      } else {
        const edits = [replace(value, freshHardwareAddress(container, number))];
        fixes.push({ title: "Write another MAC address", safe: false, edits });
      }
      report(
        value,
        `${faults[fault]}, so the container does not start. Write six pairs with colons such as \`BC:24:11:00:00:01\`; the first pair is even.`,
        { fixes },
      );
    }
  },
});
