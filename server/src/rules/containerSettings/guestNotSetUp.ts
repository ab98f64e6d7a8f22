import type { Container } from "../../container/container.js";
import { guestInterfaces, noSetupOf } from "../../container/guestSetup.js";
import type { Fix } from "../finding.js";
import { insertAt } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** Addresses, DNS and the time zone are files that Proxmox writes into the container; some containers get none, or have nobody who reads them. */
export const guestNotSetUp = defineRule({
  name: "guest-not-set-up",
  area: "container",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["ostype", "entrypoint"],
  check(container, report) {
    const cause = noSetupOf(container);
    if (!cause) return;
    if (cause === "unmanaged") checkFiles(container, report);
    for (const { setting, address, canBeHostManaged } of guestInterfaces(container)) {
      const why =
        cause === "unmanaged"
          ? `With \`ostype: unmanaged\` Proxmox sets up no network in the container, so \`${address.text}\` does nothing there.`
          : `The container starts another program than an init, so perhaps nobody in it sets up \`${address.text}\`.`;
      const write = canBeHostManaged ? "Write `host-managed=1`, or set it up inside." : "Set it up inside.";
      const fixes: readonly Fix[] = canBeHostManaged
        ? [{ title: "Write `host-managed=1`", safe: false, edits: [insertAt(setting.value.end, ",host-managed=1")] }]
        : [];
      const severity = cause === "unmanaged" ? "warning" : "information";
      report(address, `${why} ${write}`, { severity, fixes });
    }
  },
});

function checkFiles({ settings }: Container, report: Report): void {
  for (const key of ["nameserver", "searchdomain", "timezone"]) {
    const setting = settings.get(key);
    if (!setting) continue;
    const message = `With \`ostype: unmanaged\` Proxmox writes nothing into the container, so \`${key}\` does nothing. Set it up inside.`;
    report(setting.key, message);
  }
}
