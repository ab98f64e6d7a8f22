import { knowsDevN, mountedDevices, numbersText } from "../../container/devices.js";
import { isWholeConfig } from "../../container/distribution.js";
import { kindOfHostPath } from "../../container/hostPaths.js";
import type { Fix } from "../finding.js";
import { insertLinesAfter } from "../fixes.js";
import { defineRule } from "../rule.js";
import { devicesWithoutRule } from "./devicesWithoutRule.js";
import { useDevN } from "./useDevN.js";

/** A node that is mounted into a privileged container cannot be opened unless a rule allows its numbers. */
export const ruleMissing = defineRule({
  name: "device-rule-missing",
  area: "device",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    const inProxmox = container.document.dialect === "proxmox";
    const missing = devicesWithoutRule(container);
    if (missing.size === 0) return;
    // A piece of a config does not say whether the container is privileged, and a native one is started on many hosts.
    const severity = !inProxmox ? "information" : isWholeConfig(container) ? "warning" : "hint";
    for (const mounted of mountedDevices(container)) {
      const { source, entry } = mounted.entry;
      const device = missing.get(mounted.entry);
      if (!device || !source || !entry) continue;
      const rule = `${device.dynamic ? mounted.path : numbersText(device)} rwm`;
      const line = `lxc.cgroup2.devices.allow${inProxmox ? ":" : " ="} ${rule}`;
      // Behind the rules that are there, one of which may be a denial of all.
      const last = container.deviceRules.at(-1)?.line;
      const place = last && last.index > entry.line.index ? last : entry.line;
      const fixes: Fix[] = [
        { title: `Add \`${line}\``, safe: false, edits: [insertLinesAfter(container, place, [line])] },
      ];
      const isNode = kindOfHostPath(mounted.path) === "file" && mounted.target === mounted.path;
      if (knowsDevN(container) && isNode) fixes.push(useDevN(container, mounted));
      report(
        source,
        `No rule allows this device, so opening it ends with \`Operation not permitted\`. Write \`${line}\`.`,
        {
          severity,
          fixes,
        },
      );
    }
  },
});
