import { type Container, hasFeature, type RawEntry, rawValue } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import type { Finding, Fix } from "../finding.js";
import { insertSetting, removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";
import { clearingBy } from "./clearings.js";

interface Idle {
  /** A sentence or two. */
  readonly message: string;
  readonly severity?: Finding["severity"];
  readonly because?: RawEntry;
  /** The setting that does what was meant. */
  readonly instead?: { readonly key: string; readonly value: string };
}

/** Keys that load and that nobody reads. */
export const withoutEffect = defineRule({
  name: "raw-key-without-effect",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check(container, report) {
    for (const entry of container.raw) {
      if (entry.clearedBy) continue;
      const idle = entry.value.text === "" ? idleClearing(container, entry) : idleKey(container, entry);
      if (!idle) continue;
      report(entry.key, idle.message, {
        severity: idle.severity ?? "warning",
        related: idle.because ? [{ span: idle.because.value, message: "This line is the reason." }] : [],
        tags: ["unnecessary"],
        fixes: [...useInstead(container, entry, idle), removal(entry)],
      });
    }
  },
});

function removal({ line, value }: RawEntry): Fix {
  const title = "Remove the line, which does nothing";
  return { title, safe: value.text === "", edits: [removeLine(line)] };
}

function useInstead(container: Container, { line }: RawEntry, { instead }: Idle): readonly Fix[] {
  if (!instead || container.settings.has(instead.key)) return [];
  const { key, value } = instead;
  const edits = [insertSetting(container, key, value), removeLine(line)];
  return [{ title: `Write \`${key}: ${value}\` instead`, safe: false, edits }];
}

/** An empty line with nothing above it. What a file that is included has set, this one does not tell. */
function idleClearing(container: Container, entry: RawEntry): Idle | undefined {
  const key = entry.key.text;
  const known = lxcKey(key);
  if (container.document.dialect === "lxc" || !known || known.fact.refused || known.fact.emptyIsRefused)
    return undefined;
  if (!clearsNothing.has(known.name) || clearingBy(container, entry)) return undefined;
  const isFirst = !container.raw.some(
    (each) => (each.key.text === key || each.key.text === "lxc.include") && each.line.index < entry.line.index,
  );
  if (!isFirst) return undefined;
  return { message: `There is no \`${key}\` that this empty line could take back. Remove it.`, severity: "hint" };
}

/** Keys that neither Proxmox nor LXC's templates set. Source: pve-container 6.1.10, src/PVE/LXC.pm and src/lxc-pve.conf; lxc 5.0.2, config/. */
const clearsNothing = new Set([
  "lxc.hook.pre-mount",
  "lxc.hook.mount",
  "lxc.hook.start",
  "lxc.hook.stop",
  "lxc.hook.destroy",
  "lxc.group",
  "lxc.init.cwd",
  "lxc.init.groups",
  "lxc.console.logfile",
  "lxc.selinux.context",
  "lxc.include",
]);

const bootKeys = "Only lxc-autostart reads this, and Proxmox starts containers without it.";

function idleKey(container: Container, entry: RawEntry): Idle | undefined {
  const key = entry.key.text;
  const value = entry.value.text;
  if (key === "lxc.hook.autodev") {
    const autodev = container.raw.findLast((each) => each.key.text === "lxc.autodev");
    if (!autodev || (autodev.value.text !== "0" && autodev.value.text !== "")) return undefined;
    const write = container.document.dialect === "lxc" ? "lxc.mount.entry" : "devN";
    return {
      message: `Without \`lxc.autodev\` liblxc runs no hook of this kind. Remove the line that switches it off, or pass devices with \`${write}\`.`,
      because: autodev,
    };
  }
  if (key === "lxc.seccomp.notify.cookie") {
    if (rawValue(container, "lxc.seccomp.notify.proxy") || hasFeature(container, "mknod")) return undefined;
    return {
      message: "The cookie is sent to a proxy, and none is set. Write `lxc.seccomp.notify.proxy`, or remove the line.",
    };
  }
  return container.document.dialect === "lxc" ? idleInNative(key) : idleInProxmox(key, value);
}

function idleInNative(key: string): Idle | undefined {
  if (key !== "lxc.execute.cmd") return undefined;
  return {
    message: "Only lxc-execute runs this command; lxc-start runs `lxc.init.cmd`.",
    severity: "information",
  };
}

function idleInProxmox(key: string, value: string): Idle | undefined {
  switch (key) {
    case "lxc.start.auto":
      return value === "1"
        ? { message: `${bootKeys} Write \`onboot: 1\`.`, instead: { key: "onboot", value: "1" } }
        : { message: `${bootKeys} Remove the line.` };
    case "lxc.start.order":
      return { message: `${bootKeys} Write \`startup: order=…\`.`, ...startup("order", value) };
    case "lxc.start.delay":
      return { message: `${bootKeys} Write \`startup: up=…\`, in seconds.`, ...startup("up", value) };
    case "lxc.group":
      return { message: `${bootKeys} Write \`tags\` to sort containers, or remove the line.` };
    case "lxc.hook.clone":
    case "lxc.hook.destroy":
      return { message: "Proxmox clones and destroys containers itself and never runs this hook. Remove the line." };
    case "lxc.selinux.context":
      return {
        message: "Without SELinux on the host, and Proxmox VE comes without it, this does nothing. Remove the line.",
        severity: "information",
      };
    default:
      return undefined;
  }
}

function startup(name: string, value: string): Pick<Idle, "instead"> {
  return /^[0-9]{1,9}$/.test(value) ? { instead: { key: "startup", value: `${name}=${Number(value)}` } } : {};
}
