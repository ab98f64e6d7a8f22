import { bridgeOf, startedNetworks } from "../../container/networks.js";
import { defineRule } from "../rule.js";
import { longestName } from "./interfaceNames.js";

/** Names that Linux gives to network cards: `eth0`, `eno1`, `ens18`, `enp3s0`, `enx0123456789ab`, `wlan0`, `wlp2s0`. */
const cardName = /^(?:eth[0-9]|eno[0-9]|ens[0-9]|enp[0-9]|enx[0-9a-f]{12}$|wlan[0-9]|wlp[0-9])/;

/** An interface of type veth hangs on a bridge, which has a name that the kernel takes, and is no network card. */
export const networkBridgeUnusable = defineRule({
  name: "network-bridge-unusable",
  area: "network",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["net", "raw"],
  check(container, report) {
    for (const each of startedNetworks(container)) {
      const bridge = bridgeOf(each);
      if (!bridge || each.type !== "veth") continue;
      const isRouted = each.raw.get("veth.mode")?.at(-1)?.value.text === "router";
      if (bridge.text.length > longestName) {
        report(
          bridge,
          `No bridge has a name of more than ${longestName} characters, so this one does not exist and the container does not start. Write the name as \`ip link\` shows it.`,
        );
      } else if (cardName.test(bridge.text) && !isRouted) {
        report(
          bridge,
          `\`${bridge.text}\` is what Linux calls a network card. Unless it is a bridge here, the container does not start. Write the bridge that the card belongs to, such as \`vmbr0\`.`,
          { severity: "information" },
        );
      }
    }
  },
});
