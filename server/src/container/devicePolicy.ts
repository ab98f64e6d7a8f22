import { readDeviceRule } from "../syntax/deviceRule.js";
import type { Line } from "../syntax/document.js";
import { type Container, isUnprivileged, type RawDeviceRule } from "./container.js";
import { lastAnswer } from "./lastAnswer.js";

/** What a device rule of the file comes to. */
export type RuleFate =
  /** It allows or denies what it says. */
  | { readonly kind: "works" }
  /** `a`: it forgets the rules in front of it, and from here on it is everything or nothing. */
  | { readonly kind: "turns" }
  /** A later `a` forgets it. */
  | { readonly kind: "forgotten"; readonly by: Line; readonly allows: boolean }
  /** A deny that takes back the same rule, which allowed it, or the other way round. */
  | { readonly kind: "takes-back" }
  /** What it says is so without it: everything is allowed (or denied) already, or another rule says the same or more. */
  | { readonly kind: "needless"; readonly because: "all" | "rule"; readonly by: Line | undefined }
  /** A wider rule decides, and LXC cannot take a part out of it. */
  | { readonly kind: "powerless"; readonly by: Line | undefined };

/** Which devices the device rules of a container leave it with cgroup v2. */
export interface DevicePolicy {
  /** Whether a device that no rule names is allowed. */
  readonly allowsOthers: boolean;
  /** LXC makes no filter without a rule, so that every device is allowed, whatever `a` said last. */
  readonly isUnfiltered: boolean;
  /** By line; rules that LXC drops are not among them, nor those whose numbers only the host knows. */
  readonly fates: ReadonlyMap<Line, RuleFate>;
  /** The rules that decide, in their order. */
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly type: "a" | "b" | "c";
  readonly major: number | "*";
  readonly minor: number | "*";
  readonly access: string;
  readonly allow: boolean;
  /** Undefined for a rule of LXC's template. */
  readonly line: Line | undefined;
}

/**
 * What LXC's template for every distribution allows: making any node, and the devices that every program needs. Source: liblxc 6.0.6 and 5.0.2,
 * config/templates/common.conf.in.
 */
const templateRules: readonly PolicyRule[] = [
  ..."c *:* m,b *:* m,c 1:3 rwm,c 1:5 rwm,c 1:7 rwm,c 5:0 rwm,c 5:1 rwm,c 5:2 rwm,c 1:8 rwm,c 1:9 rwm,c 136:* rwm,c 10:229 rwm".split(
    ",",
  ),
].flatMap((text) => policyRule(text) ?? []);

/**
 * The device rules of the main section put together, as LXC does it with cgroup v2. Undefined when another file takes part in it. A `devN` stands in
 * front of the raw lines with numbers that only the host knows, so it is not among them.
 */
export const devicePolicyOf = lastAnswer(readPolicy);

const allowKey = "lxc.cgroup2.devices.allow";
const denyKey = "lxc.cgroup2.devices.deny";

/** One rule, in the order in which liblxc reads the config. */
interface Step {
  readonly key: typeof allowKey | typeof denyKey;
  /** `numberless`: a rule whose numbers the host knows. */
  readonly what: "everything" | "numberless" | PolicyRule;
  readonly line: Line | undefined;
}

function readPolicy(container: Container): DevicePolicy | undefined {
  let steps = container.document.dialect === "proxmox" ? stepsOfProxmox(container) : [];
  const rules = new Map<Line, RawDeviceRule>(container.deviceRules.map((each) => [each.line, each]));
  for (const { key: name, value, line } of container.raw) {
    const key = name.text;
    const rule = rules.get(line);
    if (key === "lxc.include" && value.text !== "") {
      const included = stepsOfFile(value.text);
      if (!included) return undefined;
      steps = included === "clears" ? [] : [...steps, ...included];
    } else if (value.text === "" && (key === "lxc.cgroup2" || key === allowKey || key === denyKey)) {
      steps = steps.filter((step) => key !== "lxc.cgroup2" && step.key !== key);
    } else if (rule && (key === allowKey || key === denyKey)) {
      const step = stepOf(rule, key);
      if (step) steps.push(step);
    }
  }
  return steps.length > mostRules ? undefined : play(steps);
}

/** Each rule is held against those in front of it. Nobody writes so many, and a broken file must not cost a second. */
const mostRules = 500;

/**
 * What Proxmox writes in front of the raw lines: the files that it includes, and a rule for each `devN`. Source: pve-container 6.1.10,
 * src/lxc-pve-userns.conf and src/PVE/LXC.pm, update_lxc_config(); liblxc, config/templates/common.conf.in.
 */
function stepsOfProxmox(container: Container): Step[] {
  const steps: Step[] = isUnprivileged(container)
    ? [{ key: allowKey, what: "everything", line: undefined }]
    : stepsOfTemplate();
  for (const { line } of container.devices) steps.push({ key: allowKey, what: "numberless", line });
  return steps;
}

function stepsOfTemplate(): Step[] {
  const steps: Step[] = [{ key: denyKey, what: "everything", line: undefined }];
  for (const rule of templateRules) steps.push({ key: allowKey, what: rule, line: undefined });
  return steps;
}

/** What a file of LXC's own does to the rules; undefined for another file. */
function stepsOfFile(file: string): readonly Step[] | "clears" | undefined {
  const folder = "/usr/share/lxc/config/";
  if (!file.startsWith(folder)) return undefined;
  const name = file.slice(folder.length);
  if (name.endsWith("common.conf")) return stepsOfTemplate();
  if (name.endsWith("userns.conf")) return "clears";
  return name === "nesting.conf" ? [] : undefined;
}

function stepOf({ rule, line }: RawDeviceRule, key: Step["key"]): Step | undefined {
  if (rule.text === "a") return { key, what: "everything", line };
  // A rule that LXC drops.
  if (rule.fault || (rule.path !== undefined && key === denyKey)) return undefined;
  const { type, major, minor, access } = rule;
  if (type === undefined || major === undefined || minor === undefined) return { key, what: "numberless", line };
  return { key, what: { type, major, minor, access, allow: key === allowKey, line }, line };
}

function policyRule(text: string): PolicyRule | undefined {
  const { type, major, minor, access } = readDeviceRule({ text, start: 0, end: text.length });
  if (type === undefined || major === undefined || minor === undefined) return undefined;
  return { type, major, minor, access, allow: true, line: undefined };
}

interface Item {
  rule: PolicyRule;
  allow: boolean;
}

/**
 * Puts the rules together. Only rules against the default count, the first that fits decides, and a rule that is there already with the
 * same words is turned round instead of added. Source: liblxc 5.0.2, src/lxc/cgroups/cgroup2_devices.c, bpf_list_add_device() and
 * __bpf_cgroup_devices(); each case was started on cgroup v2.
 */
function play(steps: readonly Step[]): DevicePolicy {
  const fates = new Map<Line, RuleFate>();
  let items: Item[] = [];
  let numberless = 0;
  let allowsOthers = false;
  let turn: Line | undefined;
  let hasTurned = false;
  const isEffective = (item: Item) => item.allow !== allowsOthers;
  for (const { key, what, line } of steps) {
    if (what === "numberless") {
      numberless++;
    } else if (what === "everything") {
      const allows = key === allowKey;
      const isSo = hasTurned && allows === allowsOthers && !items.some(isEffective);
      if (line) fates.set(line, isSo ? { kind: "needless", because: "all", by: turn } : { kind: "turns" });
      for (const { rule } of items) {
        if (rule.line && line && fates.get(rule.line)?.kind === "works")
          fates.set(rule.line, { kind: "forgotten", by: line, allows });
      }
      items = [];
      numberless = 0;
      allowsOthers = allows;
      turn = line;
      hasTurned = true;
    } else {
      const twin = items.find((item) => isEffective(item) && isSame(item.rule, what));
      if (twin && twin.allow !== what.allow) {
        twin.allow = what.allow;
        if (line) fates.set(line, { kind: "takes-back" });
        continue;
      }
      if (line) fates.set(line, fateOf(what, items.filter(isEffective), allowsOthers, turn));
      if (!twin) items.push({ rule: what, allow: what.allow });
    }
  }
  const rules = items.filter(isEffective).map(({ rule }) => rule);
  return { allowsOthers, isUnfiltered: items.length + numberless === 0, fates, rules };
}

function fateOf(rule: PolicyRule, others: readonly Item[], allowsOthers: boolean, turn: Line | undefined): RuleFate {
  if (rule.allow !== allowsOthers) {
    const wider = others.find((other) => covers(other.rule, rule));
    return wider ? { kind: "needless", because: "rule", by: wider.rule.line } : { kind: "works" };
  }
  const against = others.find((other) => overlaps(other.rule, rule));
  return against ? { kind: "powerless", by: against.rule.line } : { kind: "needless", because: "all", by: turn };
}

function isSame(left: PolicyRule, right: PolicyRule): boolean {
  return (
    left.type === right.type && left.major === right.major && left.minor === right.minor && left.access === right.access
  );
}

/** Devices, and what may be done with them. */
export type DeviceSet = Pick<PolicyRule, "type" | "major" | "minor" | "access">;

/** Whether everything that the second rule names is named by the first. */
export function covers(wide: DeviceSet, narrow: DeviceSet): boolean {
  return (
    (wide.type === "a" || wide.type === narrow.type) &&
    (wide.major === "*" || wide.major === narrow.major) &&
    (wide.minor === "*" || wide.minor === narrow.minor) &&
    [...narrow.access].every((letter) => wide.access.includes(letter))
  );
}

function overlaps(left: PolicyRule, right: PolicyRule): boolean {
  return (
    (left.type === "a" || right.type === "a" || left.type === right.type) &&
    (left.major === "*" || right.major === "*" || left.major === right.major) &&
    (left.minor === "*" || right.minor === "*" || left.minor === right.minor) &&
    // Making a node is allowed for all devices, and hurts nobody who may not open it.
    [...right.access].some((letter) => letter !== "m" && left.access.includes(letter))
  );
}
