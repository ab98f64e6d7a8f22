import { lxcKey, renamedLxcKey } from "../../container/keys.js";
import { validateRawKey } from "../../container/validate.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import type { ProxmoxRelease } from "../../knowledge/releases.js";
import type { Token } from "../../syntax/token.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { type NearName, nearestName } from "./nearestName.js";

/** A raw key that does not exist: Proxmox drops the line, and liblxc refuses the whole file. */
export const rawKeyUnknown = defineRule({
  name: "raw-key-unknown",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  looksAt: ["raw"],
  check({ document, target }, report) {
    for (const { kind, key, section } of document.lines) {
      // A colon in a native key is the form of Proxmox, of which line-unparseable speaks.
      if (kind !== "raw" || !key || key.text.includes(":") || lxcKey(key.text) || renamedLxcKey(key.text)) continue;
      const dropped = document.dialect === "proxmox" && validateRawKey(key.text, target.proxmox) === "dropped";
      // What only liblxc refuses is no harm in a snapshot, which does not run.
      if (!dropped && section.kind === "snapshot") continue;
      const near = nearKey(key, document.dialect === "proxmox" ? target.proxmox : undefined);
      const who = dropped
        ? `Neither Proxmox nor liblxc knows the key \`${key.text}\`, so Proxmox drops this line.`
        : `liblxc knows no key \`${key.text}\`, so it refuses the whole file and the container does not start.`;
      report(key, near ? `${who} Write \`${near.name}\` instead.` : `${who} Remove the line.`, {
        rejectedBy: dropped ? "proxmox" : "liblxc",
        fixes: near ? [{ title: `Write \`${near.name}\``, safe: near.isSure, edits: [replace(key, near.name)] }] : [],
      });
    }
  },
});

const allNames = Object.keys(lxcKeys).filter((name) => !name.includes("*"));
const takenNames = new Map<ProxmoxRelease, readonly string[]>();

/** The keys that a release lets through. Made when the first key is to be compared, as few configs have a wrong one. */
function namesIn(release: ProxmoxRelease): readonly string[] {
  let names = takenNames.get(release);
  if (!names) {
    names = allNames.filter((name) => validateRawKey(name, release) !== "dropped");
    takenNames.set(release, names);
  }
  return names;
}

/** Among the keys that a release of Proxmox lets through; without one, among all that liblxc has. */
function nearKey(key: Token, release: ProxmoxRelease | undefined): NearName | undefined {
  const parts = key.text.toLowerCase().split(".");
  // Up to LXC 2.1 the address stood in the key of its family, and the number of the interface nowhere.
  if (parts[1] === "net" && (parts[3] === "ipv4" || parts[3] === "ipv6") && parts.length === 4) {
    return { name: `${parts.join(".")}.address`, isSure: true };
  }
  const names = release === undefined ? allNames : namesIn(release);
  const interfaceKey = /^lxc\.net\.[0-9]+\./.exec(key.text)?.[0];
  const prefix = interfaceKey ?? "lxc.";
  // The keys of an interface are compared without its number, or short ones would all look alike.
  const near = nearestName(
    key.text.toLowerCase().slice(prefix.length),
    names.flatMap((name) => tailOf(name, interfaceKey !== undefined)),
  );
  return near && { name: prefix + near.name, isSure: near.isSure };
}

function tailOf(name: string, ofInterface: boolean): readonly string[] {
  if (!ofInterface) return [name.slice("lxc.".length).replace("net.N", "net.0")];
  return name.startsWith("lxc.net.N.") ? [name.slice("lxc.net.N.".length)] : [];
}
