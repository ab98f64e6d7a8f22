import type { Container } from "../../container/container.js";
import { devicePolicyOf } from "../../container/devicePolicy.js";
import { deviceAt, isDynamicMajor, knowsDevN, mountedDevices } from "../../container/devices.js";
import type { DeviceRule } from "../../syntax/deviceRule.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Some numbers are right until the next boot, or until the device is plugged in again. */
export const numberChanges = defineRule({
  name: "device-number-changes",
  area: "device",
  severity: "information",
  rejectedBy: null,
  looksAt: ["lxc.cgroup2.devices.allow"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    for (const { line, key, value, rule } of container.deviceRules) {
      if (key.text !== "lxc.cgroup2.devices.allow" || rule.type === undefined || rule.major === undefined) continue;
      // What changes nothing does not get worse by another number.
      if (policy && policy.fates.get(line)?.kind !== "works") continue;
      if (rule.type === "c" && rule.major === 189 && rule.minor !== "*") {
        report(
          value,
          "This number belongs to one USB device until it is plugged in again or the host boots. Write `c 189:* rwm` instead, which allows all USB devices, or name the node of its driver.",
          { fixes: [{ title: "Allow all USB devices", safe: false, edits: [replace(value, "c 189:* rwm")] }] },
        );
      } else if (rule.major !== "*" && isDynamicMajor({ type: rule.type, major: rule.major })) {
        const { fix, write } = remedy(container, rule, value);
        report(
          value,
          `The kernel gives the number ${rule.major} to whichever driver asks next, so after an update or another boot it may be another device's. ${write}`,
          { fixes: fix ? [fix] : [] },
        );
      }
    }
  },
});

/** liblxc looks up the numbers of a path when the container starts, and so does Proxmox for a `devN`. */
function remedy(
  container: Container,
  rule: DeviceRule,
  value: Token,
): { readonly fix: Fix | undefined; readonly write: string } {
  const changing = new Set(
    mountedDevices(container).flatMap(({ path }) => {
      const device = deviceAt(path);
      return device?.dynamic && !path.endsWith("*") && device.type === rule.type ? [path] : [];
    }),
  );
  const exact = [...changing].filter((path) => {
    const device = deviceAt(path);
    return device !== undefined && device.major === rule.major && device.minor === rule.minor;
  });
  const [path, ...others] = exact.length > 0 ? exact : changing;
  if (path === undefined || others.length > 0 || rule.minor === "*") {
    return {
      fix: undefined,
      write: knowsDevN(container)
        ? "Write a `devN` for each node instead, which looks the number up at each start."
        : "Write the path of the node instead, such as `/dev/nvidia-uvm rwm`, which liblxc looks up at each start.",
    };
  }
  const text = `${path} rwm`;
  return {
    fix: { title: `Write \`${text}\``, safe: false, edits: [replace(value, text)] },
    write: `Write \`${text}\` instead, which liblxc looks up at each start.`,
  };
}
