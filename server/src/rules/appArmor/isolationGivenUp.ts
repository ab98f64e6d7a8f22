import { type Container, isUnprivileged, type RawEntry } from "../../container/container.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { givenUpLines } from "./givenUpLines.js";
import { placeOf } from "./profile.js";

/** The three lines that go from guide to guide: no AppArmor, every capability, every device. */
export const isolationGivenUp = defineRule({
  name: "isolation-given-up",
  area: "apparmor",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.apparmor.profile"],
  check(container, report) {
    const lines = givenUpLines(container);
    const [first, ...others] = lines ?? [];
    if (!lines || !first) return;
    const kinds = new Map(lines.map((entry) => [entry.key.text, entry]));
    report(placeOf(first), textFor(container), {
      related: others.map((entry) => ({ span: placeOf(entry), message: meaningOf(entry) })),
      fixes: [
        {
          title: `Remove the ${kinds.size === lines.length ? "three " : ""}lines`,
          safe: false,
          edits: lines.map((entry) => removeLine(entry.line)),
        },
      ],
    });
  },
});

function textFor(container: Container): string {
  const isProxmox = container.document.dialect === "proxmox";
  if (isUnprivileged(container)) {
    const instead = isProxmox
      ? "a device is passed with `dev0: /dev/…`, and Docker needs `features: nesting=1`"
      : "the owner of a device's node decides who may open it";
    return `Of these three lines one switches this container's AppArmor off, and two change nothing in an unprivileged container. Remove them; ${instead}.`;
  }
  const instead = isProxmox
    ? "a device is passed with `dev0: /dev/…`"
    : "a device is allowed by its numbers, as in `c 10:200 rwm`";
  return `These three lines switch AppArmor off and allow every capability and every device, so root in this container can become root on the host. Remove them; ${instead}.`;
}

function meaningOf(entry: RawEntry): string {
  if (entry.key.text === "lxc.cap.drop") return "Keeps every capability.";
  return entry.key.text === "lxc.apparmor.profile" ? "Switches AppArmor off." : "Allows every device.";
}
