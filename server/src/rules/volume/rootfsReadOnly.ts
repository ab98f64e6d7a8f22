import { isOn, propertyOf, volumesOf } from "../../container/volumes.js";
import { defineRule } from "../rule.js";
import { removeProperty } from "./removeProperty.js";

/** Proxmox writes the host name, the network and more into the root file system before each start. */
export const rootfsReadOnly = defineRule({
  name: "rootfs-read-only",
  area: "volume",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["rootfs"],
  check(container, report) {
    const [rootfs] = volumesOf(container);
    const property = rootfs?.name === "rootfs" && isOn(rootfs, "ro") ? propertyOf(rootfs, "ro") : undefined;
    if (!rootfs || !property || container.settings.get("ostype")?.value.text === "unmanaged") return;
    report(
      property,
      "Before each start Proxmox writes host name and network into the root file system, which cannot be done with `ro=1`. Remove it, or write `ostype: unmanaged` and set these up inside.",
      { fixes: [{ title: "Remove `ro=1`", safe: false, edits: [removeProperty(rootfs, property)] }] },
    );
  },
});
