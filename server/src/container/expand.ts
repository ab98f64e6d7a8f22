import type { HostDescription } from "../knowledge/hostDescription.js";
import { featureProperties, rootfsProperties } from "../knowledge/properties.js";
import type { ProxmoxRelease } from "../knowledge/releases.js";
import type { Container } from "./container.js";
import { addDevices } from "./expand/devices.js";
import {
  add,
  type Draft,
  type ExpandedLine,
  featureOrigin,
  hasLiblxc4,
  type KeptSetting,
  type Note,
  type RawLine,
  type Refused,
  refused,
  type Step,
  settingOrigin,
  trueSetting,
} from "./expand/draft.js";
import { addInterface, addNetwork, interfaceKeys } from "./expand/network.js";
import { originOf, proxmoxRules } from "./expand/origin.js";
import { addConsole, addCpu, addMemory, noteCores } from "./expand/resources.js";
import { addAppArmor, addIdMap, addIncludes, addSeccomp } from "./expand/security.js";
import { isTrue } from "./perlValues.js";
import { errorText, noComplaints, type PropertyValues, readPropertyValues } from "./propertyValues.js";
import { rawListFailure, readFailure } from "./readFailure.js";
import { isSince } from "./releases.js";
import { keptValue, validateRawKey } from "./validate.js";

export interface ExpandOptions {
  /** The container's number, which is the file's name. */
  readonly ctid: number;
  readonly release: ProxmoxRelease;
  readonly host: HostDescription;
}

export interface Expanded {
  /** `/var/lib/lxc/<CTID>/config` line by line; empty for a template, which has none, and where Proxmox refuses. */
  readonly lines: readonly ExpandedLine[];
  /** What Proxmox warns of while it writes the file, with the line feed; the place in Proxmox' code that Perl adds to its own warnings is left out. */
  readonly warnings: readonly string[];
  /** What is drawn at random or known to the host only, and so missing from the lines. */
  readonly notes: readonly Note[];
  /** The error with which Proxmox refuses the container. */
  readonly error: string | undefined;
}

/**
 * The liblxc config that Proxmox writes at each start from the main section. Never fails. Source: pve-container 6.1.10,
 * src/PVE/LXC.pm, update_lxc_config(), run; for older releases their own versions of it.
 */
export function expand(container: Container, options: ExpandOptions): Expanded {
  const { document } = container;
  const draft = draftOf(container, options);
  const failure = readFailure(document, options.release);
  if (failure !== undefined) return { lines: [], warnings: [], notes: [], error: `${failure}\n` };
  const { warnings, notes } = draft;
  if (trueSetting(draft, "template")) return { lines: [], warnings, notes, error: undefined };
  const listFailure = rawListFailure(document.main);
  if (listFailure !== undefined) return { lines: [], warnings, notes, error: `${listFailure}\n` };
  for (const step of steps) {
    const refusal = step(draft);
    if (refusal) return { lines: [], warnings, notes, error: refusal.error };
  }
  return { lines: draft.lines, warnings, notes, error: undefined };
}

/** The part of an expanded config that can stop a start. */
export interface ExpandedInPart {
  readonly lines: readonly ExpandedLine[];
  /** Proxmox stops at the first one. */
  readonly refusals: readonly Refused[];
}

/**
 * The lines that Proxmox writes from values which people choose, and all raw lines about interfaces; what comes before and between them is always
 * right, and every config is asked for these. Goes on where Proxmox refuses, and expands a template as the container that is cloned from it.
 */
export function expandInPart(container: Container, { ctid, release, host }: ExpandOptions): ExpandedInPart {
  const settings = keptSettings(container, release);
  const env = isSince(release, "9.1") ? settings.get("env") : undefined;
  const draft: Draft = {
    ctid,
    release,
    host,
    settings,
    raw: container.raw.flatMap(({ key, value, line }) =>
      key.text.startsWith("lxc.net") ? [{ key: key.text, value: value.text, line }] : [],
    ),
    environment: env ? env.value.split("\0").map((value) => ({ value, line: env.line })) : [],
    features: noFeatures,
    unprivilegedBy: undefined,
    ownIdMap: undefined,
    lines: [],
    warnings: [],
    notes: [],
  };
  const refusals: Refused[] = [];
  for (const step of stepsOfFreeText) {
    const refusal = step(draft);
    if (refusal) refusals.push(refusal);
  }
  for (const key of interfaceKeys(draft)) {
    const refusal = addInterface(draft, key);
    if (refusal) refusals.push(refusal);
  }
  addRawLines(draft);
  return { lines: draft.lines, refusals };
}

/** The expanded config as Proxmox writes it into the file. */
export function expandedText(lines: readonly ExpandedLine[]): string {
  let text = "";
  for (const { key, value } of lines) text += `${key} = ${value}\n`;
  return text;
}

const steps: readonly Step[] = [
  addControlGroups,
  addArchitecture,
  addIncludes,
  checkFeatures,
  addSeccomp,
  addAppArmor,
  addWritableSys,
  addSharedMemory,
  addDevices,
  addMonitor,
  addIdMap,
  addConsole,
  addTerminals,
  addMemory,
  addCpu,
  addRootfs,
  addInit,
  addNetwork,
  addEnvironment,
  addRawLines,
  noteCores,
];

const stepsOfFreeText: readonly Step[] = [
  addArchitecture,
  addIncludes,
  addDevices,
  addTerminals,
  addMemory,
  addCpu,
  addRootfs,
  addEnvironment,
];

function addControlGroups(draft: Draft): undefined {
  if (!hasLiblxc4(draft)) return;
  const { ctid } = draft;
  add(draft, "lxc.cgroup.relative", "0", proxmoxRules.controlGroups);
  add(draft, "lxc.cgroup.dir.monitor", `lxc.monitor/${ctid}`, proxmoxRules.controlGroups);
  add(draft, "lxc.cgroup.dir.container", `lxc/${ctid}`, proxmoxRules.controlGroups);
  add(draft, "lxc.cgroup.dir.container.inner", "ns", proxmoxRules.controlGroups);
}

function addArchitecture(draft: Draft): Refused | undefined {
  const arch = draft.settings.get("arch");
  if (!arch || !isTrue(arch.value)) {
    return refused("setting", "missing 'arch' - internal error", arch && settingOrigin(arch));
  }
  add(draft, "lxc.arch", arch.value, settingOrigin(arch));
  return undefined;
}

function checkFeatures({ features: { complaints }, settings }: Draft): Refused | undefined {
  const features = settings.get("features");
  if (complaints.length === 0) return undefined;
  return { reason: "reader", error: errorText(complaints), origin: features && settingOrigin(features) };
}

function addWritableSys(draft: Draft): undefined {
  if (!draft.unprivilegedBy || featureOrigin(draft, "force_rw_sys")) return;
  add(draft, "lxc.mount.auto", "sys:mixed", draft.unprivilegedBy);
}

/** An application container has no init that would mount `/dev/shm`. */
function addSharedMemory(draft: Draft): undefined {
  const entrypoint = isSince(draft.release, "9.2") ? draft.settings.get("entrypoint") : undefined;
  if (!entrypoint || entrypoint.value === "/sbin/init") return;
  add(draft, "lxc.mount.entry", "shm dev/shm tmpfs rw,nosuid,nodev,create=dir 0 0", settingOrigin(entrypoint));
}

function addMonitor(draft: Draft): undefined {
  add(draft, "lxc.monitor.unshare", "1", proxmoxRules.monitor);
}

function addTerminals(draft: Draft): undefined {
  const tty = draft.settings.get("tty");
  const hostname = trueSetting(draft, "hostname");
  add(draft, "lxc.tty.max", tty?.value ?? "2", tty ? settingOrigin(tty) : proxmoxRules.terminals);
  add(draft, "lxc.environment", "TERM=linux", proxmoxRules.terminalType);
  const origin = hostname ? settingOrigin(hostname) : proxmoxRules.hostname;
  add(draft, "lxc.uts.name", hostname?.value ?? `CT${draft.ctid}`, origin);
}

function addRootfs(draft: Draft): Refused | undefined {
  const rootfs = draft.settings.get("rootfs");
  if (!rootfs) return refused("setting", "missing 'rootfs' configuration", undefined);
  const { complaints } = readPropertyValues(rootfsProperties, rootfs.value, draft.release);
  if (complaints.length > 0) return { reason: "reader", error: errorText(complaints), origin: settingOrigin(rootfs) };
  add(draft, "lxc.rootfs.path", `/var/lib/lxc/${draft.ctid}/rootfs`, settingOrigin(rootfs));
  return undefined;
}

function addInit(draft: Draft): undefined {
  const entrypoint = isSince(draft.release, "9.1") ? draft.settings.get("entrypoint") : undefined;
  if (entrypoint) add(draft, "lxc.init.cmd", entrypoint.value, settingOrigin(entrypoint));
}

function addEnvironment(draft: Draft): undefined {
  for (const entry of draft.environment) {
    if (entry.value !== "") add(draft, "lxc.environment.runtime", entry.value, settingOrigin(entry));
  }
}

function addRawLines(draft: Draft): undefined {
  for (const { key, value, line } of draft.raw) add(draft, key, value, originOf(line));
}

const noFeatures: PropertyValues = { values: new Map(), complaints: noComplaints };

function draftOf(container: Container, { ctid, release, host }: ExpandOptions): Draft {
  const settings = keptSettings(container, release);
  const raw: RawLine[] = [];
  const environment: KeptSetting[] = [];
  readRawLines(container, release, raw, environment);
  const features = settings.get("features");
  const unprivileged = settings.get("unprivileged");
  const ownIdMap = raw.find((entry) => entry.key === "lxc.idmap");
  const cause = isTrue(unprivileged?.value) ? unprivileged.line : ownIdMap?.line;
  return {
    ctid,
    release,
    host,
    settings,
    raw,
    environment,
    features: isTrue(features?.value) ? readPropertyValues(featureProperties, features.value, release) : noFeatures,
    unprivilegedBy: cause && originOf(cause),
    ownIdMap,
    lines: [],
    warnings: [],
    notes: [],
  };
}

function keptSettings(container: Container, release: ProxmoxRelease): ReadonlyMap<string, KeptSetting> {
  const settings = new Map<string, KeptSetting>();
  for (const [key, { line, value }] of container.settings) {
    settings.set(key, { line, value: keptValue(key, value.text, release) });
  }
  return settings;
}

/** The raw lines that the release keeps; from 9.1 on `lxc.environment.runtime` lines are gathered in `env`. */
function readRawLines(container: Container, release: ProxmoxRelease, raw: RawLine[], environment: KeptSetting[]): void {
  const knowsEnvironment = isSince(release, "9.1");
  for (const line of container.document.main.lines) {
    const { key, value } = line;
    if (!key || !value) continue;
    if (line.kind === "setting" && key.text === "env" && knowsEnvironment) {
      environment.length = 0;
      for (const entry of value.text.split("\0")) environment.push({ value: entry, line });
    } else if (line.kind === "raw" && validateRawKey(key.text, release) !== "dropped") {
      if (key.text !== "lxc.environment.runtime") raw.push({ key: key.text, value: value.text, line });
      else for (const entry of value.text.split("\0")) environment.push({ value: entry, line });
    }
  }
}
