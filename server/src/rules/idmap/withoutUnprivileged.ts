import { isUnprivileged } from "../../container/container.js";
import { countsAsTrue } from "../../container/values.js";
import { insertSetting, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** An ID map makes a container unprivileged for LXC, but where Proxmox asks whether it is, only the setting counts. */
export const idmapWithoutUnprivileged = defineRule({
  name: "idmap-without-unprivileged",
  area: "idmap",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.idmap"],
  check(container, report) {
    const { settings, idMaps } = container;
    const [first] = idMaps;
    const setting = settings.get("unprivileged");
    if (!first || !isUnprivileged(container) || (setting && countsAsTrue(setting.value.text))) return;
    // A piece of a config does not tell: its other half may say that the container is unprivileged.
    if (!setting && !settings.has("rootfs")) return;
    report(
      setting?.value ?? first.key,
      "The ID map makes this container unprivileged for liblxc, while Proxmox goes on treating it as privileged where it passes devices on, checks quotas and asks who may change features. Write `unprivileged: 1`.",
      {
        related: setting ? [{ span: first.value, message: "The ID map." }] : [],
        fixes: [
          {
            title: "Write `unprivileged: 1`",
            safe: false,
            edits: [setting ? replace(setting.value, "1") : insertSetting(container, "unprivileged", "1")],
          },
        ],
      },
    );
  },
});
