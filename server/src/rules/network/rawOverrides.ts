import type { Container, RawEntry, Setting } from "../../container/container.js";
import { type NetworkInterface, networksOf } from "../../container/networks.js";
import { readPropertyValues } from "../../container/propertyValues.js";
import { netProperties } from "../../knowledge/properties.js";
import type { Fix, Related } from "../finding.js";
import { removeLine } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { setProperty } from "./edits.js";

/** The properties of `netN` that say the same. */
const properties: ReadonlyMap<string, string> = new Map([
  ["name", "name"],
  ["hwaddr", "hwaddr"],
  ["mtu", "mtu"],
]);

/** What Proxmox sets itself for a `netN` line; other keys only add to it. */
const overriding: ReadonlySet<string> = new Set([
  ...properties.keys(),
  ...["type", "link", "script.up", "veth.pair"],
  ...["ipv4.address", "ipv4.gateway", "ipv6.address", "ipv6.gateway"],
]);

/** Raw lines stand behind those that Proxmox makes of `netN`, so they win on the same number. Source: pve-container 6.1.10, src/PVE/LXC.pm, run; src/lxcnetaddbr. */
export const networkRawOverrides = defineRule({
  name: "network-raw-overrides",
  area: "network",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["raw"],
  check(container, report) {
    const networks = new Map<string, NetworkInterface>();
    for (const each of networksOf(container)) {
      if (!each.setting) continue;
      if (each.takenAwayBy) reportTakenAway(each, each.takenAwayBy, report);
      else networks.set(String(each.number), each);
    }
    if (networks.size === 0) return;
    const lines = container.raw.filter(({ key, clearedBy }) => {
      return !clearedBy && key.text.startsWith("lxc.net.") && overriding.has(partOf(key.text));
    });
    const last = new Map(lines.map((entry) => [entry.key.text, entry]));
    for (const entry of lines) {
      const each = networks.get(entry.key.text.split(".", 3)[2] ?? "");
      if (!each?.setting) continue;
      // Of two lines with one key the later counts.
      const isLast = last.get(entry.key.text) === entry;
      const key = partOf(entry.key.text);
      const fatal = isLast && isFatal(key, entry, each.raw);
      report(entry.key, fatal ? fatalMessage(each.setting) : messageOf(each.setting, key), {
        severity: fatal ? "error" : "warning",
        rejectedBy: fatal ? "start" : null,
        related: relatedTo(each.setting),
        fixes: isLast ? fixesFor(container, each, key, entry) : [],
      });
    }
  },
});

function reportTakenAway({ setting }: NetworkInterface, { key, line }: RawEntry, report: Report): void {
  if (!setting) return;
  const name = setting.key.text;
  report(
    key,
    `This empty line takes \`${name}\` away again, so the container has no such interface. Remove the line, or \`${name}\`.`,
    {
      severity: "error",
      rejectedBy: "ignored",
      related: relatedTo(setting),
      fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }],
    },
  );
}

function relatedTo({ key }: Setting): readonly Related[] {
  return [{ span: key, message: `${key.text} is set here.` }];
}

/** What stands behind the number. */
function partOf(key: string): string {
  return key.slice(key.indexOf(".", "lxc.net.".length) + 1);
}

function fatalMessage({ key }: Setting): string {
  return `Proxmox plugs \`${key.text}\` in by a script that knows only its own interfaces, so with this line the container does not start. Give this interface another number, from 32 on.`;
}

function messageOf({ key: { text: name } }: Setting, key: string): string {
  if (key === "link")
    return `Proxmox plugs \`${name}\` into its \`bridge\`, and this line plugs it in a second time. Write \`bridge\` in \`${name}\` and remove the line.`;
  if (key === "script.up")
    return `Proxmox plugs \`${name}\` into its bridge by a script, and this line puts another one in its place. Give this interface another number, from 32 on.`;
  const property = properties.get(key);
  const instead =
    property === undefined
      ? `Give this interface another number, from 32 on, or remove the line.`
      : `Write \`${property}\` in \`${name}\` and remove the line.`;
  return `This line changes \`${name}\`, of which Proxmox goes on to show what stands there. ${instead}`;
}

/** The script asks for the type `veth` and the name that Proxmox gives the other end. */
function isFatal(key: string, { value }: RawEntry, raw: NetworkInterface["raw"]): boolean {
  if (raw.has("script.up") || value.text === "") return false;
  return key === "veth.pair" || (key === "type" && value.text !== "veth" && value.text !== "none");
}

function fixesFor(
  container: Container,
  each: NetworkInterface,
  key: string,
  { line, value }: RawEntry,
): readonly Fix[] {
  const property = properties.get(key);
  if (property === undefined || value.text === "") {
    return [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }];
  }
  if (!isTaken(container, property, value.text)) return [];
  const title = `Write \`${property}\` in ${each.setting?.key.text ?? ""} instead`;
  return [{ title, safe: false, edits: [setProperty(each, property, value.text), removeLine(line)] }];
}

/** LXC takes other values than Proxmox. */
function isTaken({ target }: Container, property: string, value: string): boolean {
  if (value.includes(",")) return false;
  const text = property === "name" ? `name=${value}` : `name=eth0,${property}=${value}`;
  return readPropertyValues(netProperties, text, target.proxmox).complaints.length === 0;
}
