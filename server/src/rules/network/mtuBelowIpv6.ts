import { startedNetworks } from "../../container/networks.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The kernel switches IPv6 off on an interface whose packets are smaller than IPv6 needs. Source: RFC 8200, section 5; kernel, net/ipv6/addrconf.c. */
export const networkMtuBelowIpv6 = defineRule({
  name: "network-mtu-below-ipv6",
  area: "network",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    for (const { properties, isHostManaged, addresses } of startedNetworks(container)) {
      const mtu = properties.get("mtu");
      const ip6 = properties.get("ip6");
      if (!mtu || !ip6 || ip6.text === "manual") continue;
      const size = Number(mtu.text);
      // Below 68, and where LXC sets the address, the container does not even start, as expansion-refused tells.
      const isFatal = size < 68 || (isHostManaged && addresses.some(({ family }) => family === 6));
      if (size >= 1280 || isFatal) continue;
      report(
        mtu,
        "IPv6 needs an MTU of 1280 or more, so the kernel switches it off on this interface and `ip6` does nothing. Write `1280` or more.",
        { fixes: [{ title: "Write `1280`", safe: false, edits: [replace(mtu, "1280")] }] },
      );
    }
  },
});
