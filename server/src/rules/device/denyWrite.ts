import { isUnprivileged } from "../../container/container.js";
import { devicePolicyOf } from "../../container/devicePolicy.js";
import { devicePropertyOf } from "../../container/devices.js";
import { isTrue } from "../../container/perlValues.js";
import { defineRule } from "../rule.js";

/** A filter that allows all but writing lets a program through that opens the device for reading and writing at once. */
export const denyWrite = defineRule({
  name: "device-deny-write",
  area: "device",
  severity: "information",
  rejectedBy: "ignored",
  looksAt: ["dev", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    if (container.document.dialect === "proxmox" && isUnprivileged(container)) {
      for (const device of container.devices) {
        const property = devicePropertyOf(device, "deny-write");
        if (!property?.value || !isTrue(property.value.text) || property.value.text === "off") continue;
        report(
          property,
          "In an unprivileged container this stops only programs that open the device for writing alone; opened for reading and writing at once, it can be written. Do not rely on it.",
        );
      }
    }
    const policy = devicePolicyOf(container);
    if (!policy?.allowsOthers) return;
    for (const { line, access, allow } of policy.rules) {
      const isHalf = access.includes("r") !== access.includes("w");
      if (allow || !line?.value || !isHalf) continue;
      report(
        line.value,
        "Where all other devices are allowed, this stops only a program that asks for nothing else; one that opens the device for reading and writing at once gets both. Write `rw` to deny both.",
      );
    }
  },
});
