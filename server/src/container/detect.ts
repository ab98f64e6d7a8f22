import type { Dialect, Document } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import { isQemuConfig } from "../syntax/qemuConfig.js";
import { ctidOfPath } from "./containerNames.js";
import { lxcKey, proxmoxKey, renamedLxcKey } from "./keys.js";

/** What a file is: a container config of one of the dialects, the config of a virtual machine, or something else. */
export type FileKind = Dialect | "qemu" | "foreign";

/**
 * What a path alone tells: a CT config below `lxc/`, a VM config below `qemu-server/`, a native config of a container or of LXC itself. Undefined
 * when the content must decide. Works with `/` and `\`.
 */
export function kindOfPath(path: string): FileKind | undefined {
  const parts = path.split(/[/\\]/);
  const file = parts.at(-1) ?? "";
  const folder = parts.at(-2) ?? "";
  if (ctidOfPath(file) !== undefined) {
    if (folder === "qemu-server") return "qemu";
    return folder === "lxc" ? "proxmox" : undefined;
  }
  if (file === "config") return parts.at(-3) === "lxc" ? "lxc" : undefined;
  if (!file.endsWith(".conf")) return undefined;
  const inLxcShare = folder === "config" || folder === "common.conf.d" || folder === "userns.conf.d";
  if (inLxcShare && parts.slice(0, -1).includes("lxc")) return "lxc";
  return file === "default.conf" && folder === "lxc" ? "lxc" : undefined;
}

/** Whether a folder search takes the file: only names that container configs have. */
export function mayBeContainerConfig(path: string): boolean {
  const kind = kindOfPath(path);
  if (kind !== undefined) return kind === "proxmox" || kind === "lxc";
  const file = path.split(/[/\\]/).at(-1) ?? "";
  return file === "config" || ctidOfPath(file) !== undefined;
}

/** What a file is, by its path and, where that leaves it open, by its content. */
export function kindOfFile(path: string, text: string): FileKind {
  const byPath = kindOfPath(path);
  if (byPath === "qemu" || byPath === "lxc") return byPath;
  if (isQemuConfig(path.replaceAll("\\", "/"), text)) return "qemu";
  if (byPath) return byPath;
  const native = nativeLines(parse(text, "lxc"));
  const colons = proxmoxLines(parse(text, "proxmox"));
  if (colons > native) return "proxmox";
  return native > 0 ? "lxc" : "foreign";
}

/** Lines that only a CT config has: known plain keys, and raw keys with a colon. */
function proxmoxLines(document: Document): number {
  return document.lines.filter((line) => {
    if (!line.key) return line.kind === "section";
    if (line.kind === "setting") return proxmoxKey(line.key.text) !== undefined;
    return line.kind === "raw" && document.text.charCodeAt(line.key.end) === 58;
  }).length;
}

function nativeLines(document: Document): number {
  return document.lines.filter(
    (line) => line.kind === "raw" && line.key && (lxcKey(line.key.text) ?? renamedLxcKey(line.key.text)),
  ).length;
}
