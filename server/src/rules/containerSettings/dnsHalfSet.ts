import { isTemplate, isWholeConfig } from "../../container/distribution.js";
import { defineRule } from "../rule.js";

/** What a config leaves out of `nameserver` and `searchdomain` Proxmox takes from the host that starts the container. */
export const dnsHalfSet = defineRule({
  name: "dns-half-set",
  area: "container",
  profile: "strict",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["nameserver", "searchdomain"],
  check(container, report) {
    const { settings } = container;
    const server = settings.get("nameserver");
    const domain = settings.get("searchdomain");
    const one = server ?? domain;
    if (!one || (server && domain) || !isWholeConfig(container) || isTemplate(container)) return;
    // There Proxmox writes neither.
    if (settings.get("ostype")?.value.text === "unmanaged") return;
    const other = server ? "searchdomain" : "nameserver";
    report(
      one.key,
      `Without \`${other}\` the container gets that of the host at each start, and another one on another node. Write \`${other}\` too.`,
    );
  },
});
