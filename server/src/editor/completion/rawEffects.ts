import { type Container, isUnprivileged, rawValue } from "../../container/container.js";
import { devicePolicyOf } from "../../container/devicePolicy.js";
import { overridingKeys } from "../../container/rawOverrides.js";
import { idMapRanges } from "./idMapRanges.js";

/**
 * Whether a line of a raw key would have an effect beside the other lines, and none but the one that is meant. `entry` is the key's name in the
 * tables, `used` are the keys of the other lines.
 */
export function hasRawEffect(name: string, entry: string, rest: Container, used: ReadonlySet<string>): boolean {
  const isProxmox = rest.document.dialect === "proxmox";
  switch (entry) {
    case "lxc.cap.keep":
      return mayKeepCapabilities(rest);
    case "lxc.cap.drop":
      return !used.has("lxc.cap.keep");
    case "lxc.namespace.keep":
      return !used.has("lxc.namespace.clone");
    case "lxc.namespace.clone":
      return !used.has("lxc.namespace.keep");
    case "lxc.idmap":
      return idMapRanges(rest).length > 0;
    case "lxc.cgroup2.devices.allow":
      // The first rule takes all other devices away where nothing was denied.
      return isProxmox || devicePolicyOf(rest)?.isUnfiltered !== true;
    case "lxc.seccomp.notify.cookie":
      return used.has("lxc.seccomp.notify.proxy");
    case "lxc.apparmor.profile":
      return !profileFeatures.some((feature) => rest.features?.properties.some((each) => each.key?.text === feature));
    case "lxc.apparmor.raw":
      return hasGeneratedProfile(rest) || (isProxmox && !used.has("lxc.apparmor.profile"));
    case "lxc.apparmor.allow_nesting":
      return !isProxmox && hasGeneratedProfile(rest);
    default:
      if (name.startsWith("lxc.net.")) return fitsInterface(name, rest, used);
      if (name.startsWith("lxc.sysctl.")) return isWritable(name, rest);
      return !isProxmox || !idleOnProxmox.has(entry);
  }
}

/** What these features do to AppArmor stands in the profile that Proxmox generates, and is lost with any other. */
export const profileFeatures: readonly string[] = ["nesting", "fuse", "mount"];

function hasGeneratedProfile(rest: Container): boolean {
  return rawValue(rest, "lxc.apparmor.profile")?.value.text === "generated";
}

/**
 * Whether LXC can set the parameter: with `proc:mixed`, which its templates mount, only those of the network. Source: liblxc 6.0.6 and 5.0.2,
 * started; `fs.mqueue` is a directory.
 */
function isWritable(name: string, { raw }: Container): boolean {
  if (name.startsWith("lxc.sysctl.net.")) return true;
  const mounts = raw.findLast(({ key }) => key.text === "lxc.mount.auto")?.value.text ?? "";
  return name !== "lxc.sysctl.fs.mqueue" && mounts.split(/\s+/).includes("proc:rw");
}

const ownKeysOfKinds = new Set(["veth", "macvlan", "ipvlan", "vlan"]);

/** An interface begins with its kind, and the keys of a kind, such as `veth.mode`, stand below it. Those of `netN` are Proxmox' own. */
function fitsInterface(name: string, rest: Container, used: ReadonlySet<string>): boolean {
  const [, , number, part = ""] = name.split(".");
  const type = rawValue(rest, `lxc.net.${number}.type`)?.value.text;
  if (part === "type") return rest.document.dialect === "lxc" || !rest.settings.has(`net${number}`);
  // The way out leads through a network that the interface is in.
  if (name.endsWith(".gateway") && !used.has(name.replace(/gateway$/, "address"))) return false;
  return type !== undefined && (!ownKeysOfKinds.has(part) || part === type);
}

/** Keys that Proxmox has settings for, that it sets itself, or that nobody reads there. */
const idleOnProxmox: ReadonlySet<string> = new Set([
  ...overridingKeys,
  "lxc.apparmor.allow_nesting",
  "lxc.group",
  "lxc.hook.clone",
  "lxc.hook.destroy",
  "lxc.include",
  "lxc.log.file",
  "lxc.log.level",
  "lxc.rootfs.mount",
  "lxc.start.auto",
  "lxc.start.delay",
  "lxc.start.order",
]);

/** Whether no capability is dropped: liblxc refuses both, and its templates drop some in a privileged container. */
function mayKeepCapabilities(rest: Container): boolean {
  const isOpen =
    rest.document.dialect === "proxmox"
      ? isUnprivileged(rest)
      : !rest.raw.some(({ key }) => key.text === "lxc.include");
  return isOpen && rawValue(rest, "lxc.cap.drop") === undefined;
}
