import { knowsDevN, mayHaveNode } from "../../container/devices.js";
import { freeKey } from "../../container/freeKeys.js";
import type { Token } from "../../syntax/token.js";
import { insertSetting } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A container is named after a program that needs `/dev/net/tun`, and no line brings it. */
export const tunMissing = defineRule({
  name: "device-tun-missing",
  area: "device",
  severity: "hint",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["hostname", "tags"],
  check(container, report) {
    if (!knowsDevN(container) || !container.settings.has("rootfs")) return;
    const found = [container.settings.get("hostname")?.value, container.settings.get("tags")?.value]
      .filter((value): value is Token => value !== undefined)
      .find(({ text }) => programs.test(text));
    if (!found || mayHaveNode(container, "/dev/net/tun")) return;
    const key = freeKey(container, "dev");
    report(
      found,
      `\`${programs.exec(found.text)?.[0]}\` needs /dev/net/tun, and no line brings it into this container. Write \`${key}: /dev/net/tun\`.`,
      {
        fixes: [
          {
            title: `Add \`${key}: /dev/net/tun\``,
            safe: false,
            edits: [insertSetting(container, key, "/dev/net/tun")],
          },
        ],
      },
    );
  },
});

const programs = /tailscale|openvpn|zerotier|gluetun/i;
