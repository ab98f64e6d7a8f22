import type { Container } from "../../container/container.js";
import { factOf, renamedLxcKey } from "../../container/keys.js";
import { validateRawKey } from "../../container/validate.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import type { Line, Section } from "../../syntax/document.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { networkNumbers } from "./networkNumbers.js";

/** The lines about network interfaces of one section, with today's names of their keys. */
interface Network {
  readonly names: ReadonlyMap<Line, string>;
  /** All lines renamed. */
  readonly edits: readonly TextEdit[];
}

/** Keys of LXC up to 2.1 have other names now. Proxmox warns and passes the old name on, and liblxc refuses the whole config. */
export const rawKeyRenamed = defineRule({
  name: "raw-key-renamed",
  area: "file",
  severity: "error",
  rejectedBy: "liblxc",
  looksAt: ["raw"],
  check(container, report) {
    for (const section of container.document.sections) {
      let network: Network | undefined;
      for (const line of section.lines) {
        if (line.kind !== "raw" || !line.key) continue;
        // Of the limits of cgroup v1 another rule speaks.
        if (!line.key.text.startsWith("lxc.cgroup.") && isGone(line.key.text)) {
          network ??= networkOf(section);
          checkKey(container, line, line.key, network, report);
        }
      }
    }
  },
});

/** liblxc does not have it any more, under this name or at all. The two old keys of AppArmor have a rule of their own, apparmor-old-key. */
function isGone(key: string): boolean {
  if (key.startsWith("lxc.aa_")) return false;
  return renamedLxcKey(key) !== undefined || factOf(lxcKeys, key)?.refused === true;
}

function checkKey(container: Container, line: Line, key: Token, network: Network, report: Report): void {
  const { document, target } = container;
  const inProxmox = document.dialect === "proxmox";
  const now = network.names.get(line) ?? successorOf(key.text);
  const verdict = inProxmox ? validateRawKey(key.text, target.proxmox) : undefined;
  const dropped = verdict === "dropped";
  // Proxmox drops some of the successors too, so the line cannot be kept under any name.
  const name = now !== undefined && inProxmox && validateRawKey(now, target.proxmox) === "dropped" ? undefined : now;
  const isSnapshot = line.section.kind === "snapshot";
  report(key, `${consequence(key.text, dropped, inProxmox, isSnapshot)} ${repair(key.text, now, name)}`, {
    severity: isSnapshot && !dropped ? "warning" : "error",
    rejectedBy: dropped ? "proxmox" : isSnapshot ? null : "liblxc",
    // `lxc.kmsg` is an old key of which Proxmox never warns.
    tags: verdict === "accepted" ? [] : ["deprecated"],
    fixes: [fixFor(line, key, name, network, !isSnapshot)],
  });
}

function consequence(key: string, dropped: boolean, inProxmox: boolean, isSnapshot: boolean): string {
  if (dropped) return `liblxc has no key \`${key}\` any more, and Proxmox drops this line.`;
  if (isSnapshot)
    return `liblxc has no key \`${key}\` any more, so the container will not start after a rollback to this snapshot.`;
  return inProxmox
    ? `liblxc has no key \`${key}\` any more, and Proxmox passes it on all the same, so the container does not start.`
    : `liblxc has no key \`${key}\` any more, so it refuses the whole file and the container does not start.`;
}

function repair(key: string, now: string | undefined, name: string | undefined): string {
  if (name === undefined && now === "lxc.rootfs.path") return "Remove the line; the root file system is `rootfs`.";
  if (key === "lxc.rootfs.backend")
    return "Write the kind in front of the path instead, as in `lxc.rootfs.path = zfs:…`.";
  if (name !== undefined) return `Write \`${name}\` instead.`;
  return now === undefined
    ? "Remove the line; nothing replaces it."
    : `Remove the line; Proxmox drops today's \`${now}\` too.`;
}

function fixFor(line: Line, key: Token, name: string | undefined, network: Network, safe: boolean): Fix {
  // Of the kind of the root file system only a part of another value is left, which nobody can guess here.
  const isKind = key.text === "lxc.rootfs.backend" && name !== undefined;
  if (name === undefined || isKind) {
    return { title: "Remove the line", safe: safe && !isKind, edits: [removeLine(line)] };
  }
  if (!network.names.has(line)) return { title: `Write \`${name}\``, safe, edits: [replace(key, name)] };
  // The numbers hang together, so all lines of the interfaces change at once.
  return { title: "Rename the keys of the network interfaces", safe, edits: network.edits };
}

/** Today's name of a key; `lxc.limit.nofile` is `lxc.prlimit.nofile`. */
function successorOf(key: string): string | undefined {
  // Proxmox' own mistake for this key, so liblxc never had it under the old name.
  if (key === "lxc.devtty.dir") return "lxc.tty.dir";
  const now = renamedLxcKey(key)?.now;
  return now?.endsWith(".*") ? now.slice(0, -1) + key.slice(key.indexOf(".", "lxc.".length) + 1) : now;
}

function networkOf(section: Section): Network {
  const names = new Map<Line, string>();
  const edits: TextEdit[] = [];
  for (const [line, number] of networkNumbers(section)) {
    const now = renamedLxcKey(line.key?.text ?? "")?.now;
    if (now === undefined || !line.key) continue;
    const name = now.replace("N", String(number));
    names.set(line, name);
    edits.push(replace(line.key, name));
  }
  return { names, edits };
}
