import { factOf } from "../../container/keys.js";
import { startedNetworks } from "../../container/networks.js";
import { distributions } from "../../knowledge/distributions.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./edits.js";

/** A container with an init of its own has a network service too, which sets up what the host has set up. Source: pve-container 6.1.10, src/PVE/LXC/Config.pm (`host-managed`). */
export const networkHostManagedWithInit = defineRule({
  name: "network-host-managed-with-init",
  area: "network",
  profile: "strict",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["net"],
  check(container, report) {
    const { settings } = container;
    const system = settings.get("ostype")?.value.text ?? "unmanaged";
    if (system === "unmanaged" || !factOf(distributions, system) || settings.has("entrypoint")) return;
    for (const each of startedNetworks(container)) {
      const managed = each.properties.get("host-managed");
      if (!managed || !each.isHostManaged) continue;
      report(
        managed,
        "The host sets up this interface, and so does the network service inside. `host-managed` is for containers without an init. Remove it, or switch the service inside off.",
        { fixes: [{ title: "Remove `host-managed`", safe: false, edits: removeProperty(each, "host-managed") }] },
      );
    }
  },
});
