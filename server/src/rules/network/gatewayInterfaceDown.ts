import { startedNetworks } from "../../container/networks.js";
import { insertLinesAfter } from "../fixes.js";
import { defineRule } from "../rule.js";
import { rawLine } from "./rawLine.js";

/** LXC sets a gateway only on an interface that it brings up. Source: liblxc 5.0.2, src/lxc/network.c, started. */
export const networkGatewayInterfaceDown = defineRule({
  name: "network-gateway-interface-down",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check(container, report) {
    for (const { gateways, addresses, raw, type, number, isHostManaged } of startedNetworks(container)) {
      const isUp = isHostManaged ? raw.get("flags")?.length !== 0 : (raw.get("flags")?.length ?? 0) > 0;
      if (isUp || type === "none" || type === "empty" || type === undefined) continue;
      for (const { token, family, entry } of gateways) {
        // Without an address network-gateway-without-address speaks.
        if (!entry || !addresses.some((each) => each.family === family && each.isSetByLxc)) continue;
        const line = rawLine(container, `lxc.net.${number}.flags`, "up");
        report(
          token,
          `liblxc sets a gateway only on an interface that it brings up, so the container does not start. Write \`${line}\`.`,
          {
            fixes: [
              { title: `Add \`${line}\``, safe: false, edits: [insertLinesAfter(container, entry.line, [line])] },
            ],
          },
        );
        break;
      }
    }
  },
});
