import { lxcKey } from "../../container/keys.js";
import { commentField } from "../../container/mountComment.js";
import { isBindMount, isOptional, type MountEntry } from "../../container/mountEntries.js";
import { readDeviceRule } from "../../syntax/deviceRule.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { CommentEffect } from "./trailingComment.js";

const refuses: CommentEffect = {
  severity: "error",
  rejectedBy: "liblxc",
  what: "liblxc takes this comment for a part of the value and refuses the whole file, so the container does not start.",
};
const failsAtStart: CommentEffect = {
  severity: "error",
  rejectedBy: "start",
  what: "liblxc takes this comment for a part of the value, and with that the container does not start.",
};
const mayFailAtStart: CommentEffect = {
  severity: "warning",
  rejectedBy: "start",
  what: "liblxc takes this comment for a part of the value, so the container does not start where the kernel refuses that.",
};
const becomesValue: CommentEffect = {
  severity: "warning",
  rejectedBy: "ignored",
  what: "liblxc takes this comment for a part of the value.",
};

/**
 * What becomes of a comment behind the value of a raw key; undefined when it does no harm. Source: each key loaded with liblxc 5.0.2 and, those
 * that load, started; a value as liblxc reads it, without quotes around the whole.
 */
export function commentInRawValue(
  key: string,
  value: Token,
  comment: Token,
  mount: MountEntry | undefined,
): CommentEffect | undefined {
  const name = lxcKey(key)?.name;
  if (name === undefined || name === "lxc.cgroup.*") return undefined;
  if (name === "lxc.mount.entry") return mount && inMountEntry(mount);
  if (name.startsWith("lxc.cgroup2.devices.")) return inDeviceRule(value, comment);
  if (refused.has(name)) return refuses;
  if (failing.has(name)) return failsAtStart;
  if (harmless.has(name)) return undefined;
  return name.startsWith("lxc.cgroup2.") || name === "lxc.apparmor.profile" ? mayFailAtStart : becomesValue;
}

/** liblxc reads at most three letters behind the numbers, so behind `rwm` a comment does no harm. */
function inDeviceRule(value: Token, comment: Token): CommentEffect | undefined {
  const rule = partOf(value, 0, value.text.slice(0, comment.start - value.start).trimEnd().length);
  if (!readDeviceRule(value).fault || readDeviceRule(rule).fault) return undefined;
  return {
    severity: "error",
    rejectedBy: "ignored",
    what: "liblxc cannot read this device rule with a comment behind it, and starts without the rule.",
  };
}

/** The fields behind the options are never read. */
function inMountEntry(entry: MountEntry): CommentEffect | undefined {
  const field = commentField(entry);
  if (field === undefined) return undefined;
  const what = `liblxc takes this comment for the ${field} of the mount`;
  if (isOptional(entry)) return { severity: "error", rejectedBy: "ignored", what: `${what} and leaves the mount out.` };
  // With the word bind among the options, or a real type, something may be mounted after all.
  const isHopeless = !isBindMount(entry) && (field !== "options" || entry.type?.text === "none");
  if (!isHopeless) return { severity: "warning", rejectedBy: "ignored", what: `${what}.` };
  return { severity: "error", rejectedBy: "start", what: `${what}, so the container does not start.` };
}

const namesOf = (prefix: string, names: string): readonly string[] => names.split(" ").map((name) => prefix + name);

/** Keys whose value is checked when the config is loaded. */
const refused = new Set([
  ...namesOf(
    "lxc.",
    "arch autodev idmap include no_new_privs ephemeral sched.core keyring.session monitor.unshare monitor.signal.pdeath",
  ),
  ...namesOf(
    "lxc.",
    "cap.drop cap.keep mount.auto tty.max pty.max log.level log.syslog start.auto start.delay start.order",
  ),
  ...namesOf(
    "lxc.",
    "signal.halt signal.reboot signal.stop init.groups rootfs.managed cgroup.relative namespace.clone namespace.keep",
  ),
  ...namesOf(
    "lxc.",
    "console.buffer.size console.size console.rotate apparmor.allow_nesting apparmor.allow_incomplete",
  ),
  ...namesOf("lxc.", "time.offset.boot time.offset.monotonic prlimit.*"),
  ...namesOf(
    "lxc.prlimit.",
    "as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack",
  ),
  ...namesOf(
    "lxc.net.N.",
    "type ipv4.address ipv4.gateway ipv6.address ipv6.gateway l2proxy macvlan.mode vlan.id ipvlan.mode ipvlan.isolation",
  ),
  ...namesOf("lxc.net.N.veth.", "mode ipv4.route ipv6.route vlan.id vlan.tagged.id n_rxqueues n_txqueues"),
]);

/** Keys whose value names something that then does not exist. */
const failing = new Set([
  ...namesOf(
    "lxc.",
    "console.path seccomp.profile mount.fstab rootfs.path rootfs.mount hook.start proc.* proc.oom_score_adj namespace.share.*",
  ),
  ...namesOf("lxc.net.N.", "name link mtu veth.pair"),
]);

/** Shells and AppArmor know comments; of the others liblxc looks at the beginning only, or at nothing that matters. */
const harmless = new Set([
  ...namesOf("lxc.", "apparmor.raw group hook.version net.N.flags net.N.hwaddr net.N.script.up net.N.script.down"),
  ...namesOf("lxc.hook.", "pre-start start-host pre-mount mount autodev stop post-stop clone destroy"),
]);
