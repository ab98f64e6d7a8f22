import { hasFeature } from "../../container/container.js";
import { featureLineInForce, fileSystemsIn } from "../../container/features.js";
import { bringsFuse, enableFuse, enableFuseTitle, fuseDevices, fuseRules, isWorkingFuseEntry } from "../enableFuse.js";
import { defineRule } from "../rule.js";
import { hasGeneratedProfile } from "./confinement.js";

/** A raw line or a `devN` brings `/dev/fuse`, and Proxmox, which would do it with `fuse=1`, knows nothing of it. */
export const fuseDeviceWithoutFeature = defineRule({
  name: "fuse-device-without-feature",
  area: "features",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["lxc.mount.entry", "dev", "lxc.cgroup2.devices.allow", "lxc.cgroup.devices.allow"],
  check(container, report) {
    // With a profile set by hand the AppArmor part of fuse=1 is lost, and the lines are as good as the feature.
    if (hasFeature(container, "fuse") || !hasGeneratedProfile(container)) return;
    const features = featureLineInForce(container.document);
    const list = features?.byName.get("mount")?.items[0]?.value;
    if (list && fileSystemsIn(list).some((name) => name.text === "fuse")) return;
    const entries = container.mountEntries.filter(bringsFuse);
    // A broken entry is a finding of the mount-entry rules, and what it was meant to be shows only after its repair.
    if (entries.some((entry) => !isWorkingFuseEntry(entry, false))) return;
    const carriers = [...entries.flatMap(({ entry }) => entry ?? []), ...fuseDevices(container)];
    const lines = [...carriers, ...fuseRules(container)];
    const [first, ...others] = lines;
    if (!first) return;
    report(
      first.value,
      carriers.length > 0
        ? "This brings /dev/fuse by hand, and Proxmox knows nothing of it. Write `fuse=1` among the features instead, which mounts the device and adds the AppArmor rule for FUSE."
        : "This allows /dev/fuse, but no line brings the device into the container. Write `fuse=1` among the features instead, which does both.",
      {
        related: others.map((other) => ({ span: other.value, message: "This line is for /dev/fuse too." })),
        // Unsafe: it loosens AppArmor and changes how the container can be backed up, which nobody should get by saving a file.
        fixes: [{ title: enableFuseTitle, safe: false, edits: enableFuse(container) }],
      },
    );
  },
});
