import { devicePropertyOf } from "../../container/devices.js";
import { hostId, idMapOf } from "../../container/idMap.js";
import { defineRule } from "../rule.js";

/** An owner that the ID map does not have is taken for an ID of the host, and in the container the node is nobody's. */
export const ownerUnmapped = defineRule({
  name: "device-owner-unmapped",
  area: "device",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["dev"],
  check(container, report) {
    if (container.devices.length === 0) return;
    const map = idMapOf(container);
    if (!map) return;
    for (const device of container.devices) {
      for (const [name, ranges] of [["uid", map.u] as const, ["gid", map.g] as const]) {
        const id = devicePropertyOf(device, name)?.value;
        if (!id || !/^[0-9]{1,10}$/.test(id.text) || ranges.length === 0) continue;
        if (hostId(ranges, Number(id.text)) !== undefined) continue;
        const what = name === "uid" ? "user" : "group";
        report(
          id,
          `The container has no ${what} ${id.text}: its ID map does not reach there, so Proxmox takes the number for one of the host and the node belongs to nobody. Write the number of a ${what} in the container.`,
        );
      }
    }
  },
});
