import {
  convertLimit,
  type Limit,
  settingForLimit,
  settingKeyOf,
  successorOfCgroupFile,
} from "../../container/cgroupLimits.js";
import { type Container, isUnprivileged } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { hasLiblxc } from "../../container/target.js";
import { validateRawKey } from "../../container/validate.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import type { Line, Section } from "../../syntax/document.js";
import type { Token } from "../../syntax/token.js";
import type { Finding, Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { insertNewSetting } from "../insertNewSetting.js";
import { defineRule, type Report } from "../rule.js";
import { hasRawLine, isSetIn } from "./sections.js";

const old = "lxc.cgroup.";
const today = "lxc.cgroup2.";

/**
 * A line of cgroup v1. Hosts have cgroup v2 only since Proxmox VE 7, where liblxc passes over all of them with one warning. Source: liblxc 6.0.6,
 * src/lxc/cgroups/cgfsng.c, cgfsng_setup_limits_legacy(); the warning of Proxmox since pve-container 6.1.6.
 */
export const cgroupOne = defineRule({
  name: "cgroup-v1-key",
  area: "file",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check(container, report) {
    for (const line of container.document.lines) {
      const { key } = line;
      if (line.kind !== "raw" || !key?.text.startsWith(old)) continue;
      if (factOf(lxcKeys, key.text)) checkPlace(container, line, key, report);
      else checkLimit(container, line, key, report);
    }
  },
});

/** `lxc.cgroup.dir` and `lxc.cgroup.relative` are no limits, but Proxmox takes them for such, and writes its own in front. */
function checkPlace(container: Container, line: Line, key: Token, report: Report): void {
  if (container.document.dialect === "lxc") return;
  report(
    key,
    `This line wins over the \`${key.text}\` that Proxmox sets itself, and Proxmox loses track of the container's cgroup. Remove the line.`,
    { rejectedBy: null, tags: tagsOf(container, key), fixes: [remove(line, false)] },
  );
}

interface Remedy {
  /** The last sentence of the message. */
  readonly write: string;
  readonly fixes: readonly Fix[];
}

function checkLimit(container: Container, line: Line, key: Token, report: Report): void {
  const { document, target } = container;
  const inProxmox = document.dialect === "proxmox";
  const where = inProxmox ? "which Proxmox VE uses since 7.0" : "which hosts of today use";
  const file = key.text.slice(old.length);
  const { write, fixes } = withSwap(container, line, file, remedyFor(container, line, file));
  const gone = !inProxmox && hasLiblxc(target, "7.0.0");
  report(
    key,
    gone
      ? `The container does not start: liblxc 7 knows no limits for cgroup v1 any more and refuses the whole file. ${write}`
      : `This line is for cgroup v1 and does nothing with cgroup v2, ${where}. ${write}`,
    {
      ...(gone ? { severity: "error", rejectedBy: "liblxc" } : {}),
      ...(inProxmox && line.section.kind !== "snapshot" ? {} : gone ? {} : { severity: "information" }),
      tags: tagsOf(container, key),
      fixes,
    },
  );
}

/** Proxmox warns of these keys from one release on; to liblxc they are always those of yesterday. */
function tagsOf({ document, target }: Container, key: Token): Finding["tags"] {
  const isKept = document.dialect === "proxmox" && validateRawKey(key.text, target.proxmox) !== "deprecated";
  return isKept ? [] : ["deprecated"];
}

/** The old limit for memory and swap together says something only as long as that for memory stands beside it, so both change at once. */
function withSwap(container: Container, line: Line, file: string, remedy: Remedy): Remedy {
  const both = "memory.memsw.limit_in_bytes";
  const partner = file === "memory.limit_in_bytes" ? rawLineIn(line, old + both) : undefined;
  const edits = partner ? (remedyFor(container, partner, both).fixes[0]?.edits ?? []) : [];
  if (edits.length === 0) return remedy;
  return { ...remedy, fixes: remedy.fixes.map((fix) => ({ ...fix, edits: [...fix.edits, ...edits] })) };
}

function remedyFor(container: Container, line: Line, file: string): Remedy {
  const { document } = container;
  const inProxmox = document.dialect === "proxmox";
  const isSnapshot = line.section.kind === "snapshot";
  if (file.startsWith("devices.")) return remedyForDevices(container, line, file, inProxmox && !isSnapshot);
  const name = successorOfCgroupFile(file);
  if (name === undefined) return { write: "Nothing replaces it. Remove the line.", fixes: [remove(line, false)] };
  if (rawLinesOf(line.section).has(today + name))
    return { write: `\`${today}${name}\` is set already. Remove the line.`, fixes: [remove(line, false)] };
  const limit = convertLimit(file, line.value?.text ?? "", (other) => valueIn(line, old + other));
  const setting = inProxmox && line.section.kind === "main" ? remedyBySetting(container, line, name, limit) : undefined;
  if (setting) return setting;
  if (!limit)
    return { write: `Write \`${today}${name}\` instead; its value counts differently.`, fixes: [remove(line, false)] };
  const text = `${today}${limit.name}${inProxmox ? ":" : " ="} ${limit.value}`;
  return {
    write: `Write \`${text}\` instead.`,
    fixes: [
      {
        title: `Write \`${text}\``,
        safe: false,
        edits: [{ start: line.start, end: line.end, newText: text }, ...partner(line, file).map(removeLine)],
      },
    ],
  };
}

/** Proxmox writes some limits itself, from settings that its web interface shows. */
function remedyBySetting(container: Container, line: Line, name: string, limit: Limit | undefined): Remedy | undefined {
  const key = settingKeyOf(name);
  if (key === undefined) return undefined;
  if (isSetIn(line.section, key)) {
    return { write: `\`${key}\` sets this limit. Remove the line.`, fixes: [remove(line, false)] };
  }
  const setting = limit && settingForLimit(limit);
  if (!setting) return { write: `Write \`${key}\` instead.`, fixes: [remove(line, false)] };
  const edits = [
    removeLine(line),
    ...partner(line, line.key?.text.slice(old.length) ?? "").map(removeLine),
    insertNewSetting(container, key, setting.value),
  ];
  const text = `${key}: ${setting.value}`;
  return { write: `Write \`${text}\` instead.`, fixes: [{ title: `Write \`${text}\``, safe: false, edits }] };
}

/** A rule for devices is written the same way for both. Other hosts than those of Proxmox may have cgroup v1 still. */
function remedyForDevices(container: Container, line: Line, file: string, safe: boolean): Remedy {
  const name = today + file;
  const value = line.value?.text ?? "";
  if (container.document.dialect === "proxmox" && line.section.kind === "main" && isUnprivileged(container)) {
    return {
      write: "An unprivileged container needs no device rules: Proxmox allows it every device. Remove the line.",
      fixes: [remove(line, safe)],
    };
  }
  // Its twin stands there already.
  if (hasRawLine(line.section, name, value)) {
    return { write: `\`${name}\` says the same already. Remove the line.`, fixes: [remove(line, safe)] };
  }
  // Behind liblxc's own rules a denial of all would allow all.
  if (file === "devices.deny" && value === "a" && container.document.dialect === "proxmox") {
    return { write: "liblxc blocks what no rule allows without it. Remove the line.", fixes: [remove(line, safe)] };
  }
  // An empty value forgets all rules, those of Proxmox too, which the old line never did; and nobody should get all devices unasked.
  const fix = {
    title: `Write \`${name}\``,
    safe: safe && value !== "" && value !== "a",
    edits: line.key ? [replace(line.key, name)] : [],
  };
  return { write: `Write \`${name}\` instead.`, fixes: [fix] };
}

/** Quota and period of the CPU are one value now. */
function partner(line: Line, file: string): readonly Line[] {
  const other =
    file === "cpu.cfs_quota_us" ? "cpu.cfs_period_us" : file === "cpu.cfs_period_us" ? "cpu.cfs_quota_us" : "";
  return rawLinesOf(line.section).get(old + other) ?? [];
}

function valueIn(line: Line, key: string): string | undefined {
  return rawLineIn(line, key)?.value?.text;
}

function rawLineIn({ section }: Line, key: string): Line | undefined {
  return rawLinesOf(section).get(key)?.at(-1);
}

const rawLines = new WeakMap<Section, ReadonlyMap<string, readonly Line[]>>();

/** The raw lines of a section by their key. */
function rawLinesOf(section: Section): ReadonlyMap<string, readonly Line[]> {
  let lines = rawLines.get(section);
  if (!lines) {
    const byKey = new Map<string, Line[]>();
    for (const line of section.lines) {
      const key = line.kind === "raw" ? line.key?.text : undefined;
      if (!key?.startsWith("lxc.cgroup")) continue;
      const those = byKey.get(key);
      if (those) those.push(line);
      else byKey.set(key, [line]);
    }
    lines = byKey;
    rawLines.set(section, lines);
  }
  return lines;
}

function remove(line: Line, safe: boolean): Fix {
  return { title: "Remove the line", safe, edits: [removeLine(line)] };
}
