import {
  type InterfaceGateway,
  type NetworkInterface,
  startedNetworks,
  titleOfInterface,
} from "../../container/networks.js";
import type { Fix } from "../finding.js";
import { removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { removeProperty } from "./edits.js";

/** Every gateway makes a default route, and there is one for each family. */
export const networkGatewaysCompeting = defineRule({
  name: "network-gateways-competing",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["net", "raw"],
  check(container, report) {
    const networks = startedNetworks(container);
    if (networks.length < 2) return;
    for (const family of [4, 6] as const) checkFamily(networks, family, report);
  },
});

function checkFamily(networks: readonly NetworkInterface[], family: 4 | 6, report: Report): void {
  let first: { readonly gateway: InterfaceGateway; readonly owner: NetworkInterface } | undefined;
  for (const each of networks) {
    const gateway = each.gateways.find((candidate) => makesRoute(each, candidate, family));
    if (!gateway) continue;
    if (!first) {
      first = { gateway, owner: each };
      continue;
    }
    reportSecond(each, gateway, first.owner, first.gateway, report);
  }
}

/** Without an address beside it other rules speak of the gateway. */
function makesRoute({ addresses }: NetworkInterface, { family, isSetByLxc }: InterfaceGateway, wanted: 4 | 6): boolean {
  return family === wanted && addresses.some((each) => each.family === wanted && each.isSetByLxc === isSetByLxc);
}

function reportSecond(
  each: NetworkInterface,
  { token, family, isSetByLxc, entry }: InterfaceGateway,
  owner: NetworkInterface,
  first: InterfaceGateway,
  report: Report,
): void {
  // Source: liblxc 5.0.2, src/lxc/network.c, started: "File exists".
  const isFatal = isSetByLxc && first.isSetByLxc;
  const result = isFatal
    ? "and the kernel does not take a second default route, so the container does not start"
    : "and of two default routes one wins by chance";
  const fix: Fix = entry
    ? { title: "Remove the line", safe: false, edits: [removeLine(entry.line)] }
    : { title: "Remove the second gateway", safe: false, edits: removeProperty(each, family === 4 ? "gw" : "gw6") };
  report(
    token,
    `\`${titleOfInterface(owner)}\` has an IPv${family} gateway already, ${result}. Keep the one that leads to the internet.`,
    {
      severity: isFatal ? "error" : "warning",
      rejectedBy: isFatal ? "start" : null,
      related: [{ span: first.token, message: "The other gateway is set here." }],
      fixes: [fix],
    },
  );
}
