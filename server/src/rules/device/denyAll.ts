import { type Container, isUnprivileged, type RawEntry } from "../../container/container.js";
import { covers, type DevicePolicy, devicePolicyOf } from "../../container/devicePolicy.js";
import type { Fix } from "../finding.js";
import { insertLinesAfter, removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `deny` of `a` forgets liblxc's own rules: with nothing behind it every device is allowed, with a rule behind it not even `/dev/null` is. */
export const denyAll = defineRule({
  name: "device-deny-all",
  area: "device",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"],
  check(container, report) {
    const policy = devicePolicyOf(container);
    if (!policy || policy.allowsOthers) return;
    const turn = lastTurn(container, policy);
    const hasTemplate = container.document.dialect === "proxmox" && !isUnprivileged(container);
    if (policy.isUnfiltered) {
      const isDenial = turn?.value.text !== "";
      // In an unprivileged container everything is allowed before that too.
      if (!turn || (!isDenial && isUnprivileged(container))) return;
      if (isDenial) {
        report(
          turn.value,
          `liblxc filters devices only when a rule follows, and none does, so every device is allowed instead of none. ${hasTemplate ? remove : "Allow the devices that the container needs below this line."}`,
          { fixes: [hasTemplate ? removal(turn) : allowBasics(container, turn)] },
        );
      } else {
        report(
          turn.key,
          "This forgets every device rule, liblxc's own too, and without a rule liblxc filters nothing: every device is allowed. Remove the line.",
          { severity: "warning", rejectedBy: null, fixes: [removal(turn)] },
        );
      }
      return;
    }
    if (policy.rules.some((rule) => covers(rule, devNull))) return;
    const first = turn ?? container.deviceRules.find(({ line }) => policy.rules.some((rule) => rule.line === line));
    // Rules without numbers may be for it.
    if (!first || policy.rules.length === 0) return;
    report(
      first.value.text === "" ? first.key : first.value,
      `With these rules the container may not open /dev/null, its terminals and what else every program needs. ${hasTemplate ? remove : "Allow them too."}`,
      {
        severity: "warning",
        rejectedBy: null,
        fixes: [hasTemplate ? removal(first) : allowBasics(container, first)],
      },
    );
  },
});

const remove = "Remove the line; liblxc blocks every device that no rule allows.";

const devNull = { type: "c", major: 1, minor: 3, access: "rw" } as const;

/** The line that made the list empty: a `deny` of `a`, or a line without a value. */
function lastTurn(container: Container, { fates }: DevicePolicy): RawEntry | undefined {
  return container.raw.findLast(({ key, value, line }) => {
    if (!key.text.startsWith("lxc.cgroup2.devices.")) return false;
    return value.text === "" ? key.text.endsWith(".allow") : fates.get(line)?.kind === "turns";
  });
}

function removal({ line }: RawEntry): Fix {
  return { title: "Remove the line", safe: false, edits: [removeLine(line)] };
}

/** Source: liblxc 6.0.6, config/templates/common.conf.in. */
const basics =
  "c *:* m,b *:* m,c 1:3 rwm,c 1:5 rwm,c 1:7 rwm,c 1:8 rwm,c 1:9 rwm,c 5:0 rwm,c 5:1 rwm,c 5:2 rwm,c 136:* rwm".split(
    ",",
  );

function allowBasics(container: Container, { line }: RawEntry): Fix {
  const separator = container.document.dialect === "proxmox" ? ":" : " =";
  const lines = basics.map((rule) => `lxc.cgroup2.devices.allow${separator} ${rule}`);
  return {
    title: "Allow what every program needs below this line",
    safe: false,
    edits: [insertLinesAfter(container, line, lines)],
  };
}
