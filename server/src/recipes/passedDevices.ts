import { type Container, isUnprivileged } from "../container/container.js";
import { deviceAt, devNValue, hasNode, knowsDevN, numbersText, withoutSlash } from "../container/devices.js";
import { freeNumbers } from "../container/freeKeys.js";
import { allowingLines } from "../rules/device/allowingLines.js";
import { appendToMain, insertSetting, removeLine } from "../rules/fixes.js";
import type { TextEdit } from "../syntax/edit.js";

/**
 * Brings nodes of the host into a container: as `devN` where the target has it, which makes the node with its rights and lets the container open it; else as
 * mount entries, and in a privileged container with the rules that allow their numbers (in an unprivileged one these have no effect). Nodes that
 * are there already are left out. A directory of nodes cannot be a `devN`.
 */
export function passDevices(container: Container, paths: readonly string[], isDirectory = false): readonly TextEdit[] {
  const missing = paths.filter((path) => !hasNode(container, path));
  if (missing.length === 0) return [];
  if (knowsDevN(container) && !isDirectory) {
    const numbers = freeNumbers(container, "dev", missing.length);
    return missing.map((path, at) => insertSetting(container, `dev${numbers[at]}`, devNValue(container, path)));
  }
  return [
    appendToMain(
      container,
      missing.flatMap((path) => rawLines(container, path, isDirectory)),
    ),
  ];
}

/** Takes away what brings these nodes: `devN` lines, mount entries, and the rules that allow them. Empty when nothing brings them. */
export function withdrawDevices(container: Container, paths: readonly string[]): readonly TextEdit[] {
  const isOne = (path: string | undefined) => path !== undefined && paths.includes(withoutSlash(path));
  const lines = [
    ...container.devices.filter(({ path }) => isOne(path?.text)).map(({ line }) => line),
    ...container.mountEntries.flatMap(({ source, entry }) => (entry && isOne(source?.decoded) ? [entry.line] : [])),
  ];
  if (lines.length === 0) return [];
  const allowing = allowingLines(container);
  const rules = paths.flatMap((path) => allowing.get(numbersOf(path) ?? path) ?? []);
  // Several nodes may share a rule.
  return [...new Set([...lines, ...rules])].map(removeLine);
}

/** A raw line in the form of the dialect. */
export function rawLine({ document }: Container, key: string, value: string): string {
  return document.dialect === "lxc" ? `${key} = ${value}` : `${key}: ${value}`;
}

function rawLines(container: Container, path: string, isDirectory: boolean): readonly string[] {
  const numbers = numbersOf(path);
  const kind = isDirectory ? "dir" : "file";
  const entry = `${path} ${path.slice(1)} none bind,optional,create=${kind} 0 0`;
  return [
    ...(numbers === undefined || isUnprivileged(container)
      ? []
      : [rawLine(container, "lxc.cgroup2.devices.allow", `${numbers} rwm`)]),
    rawLine(container, "lxc.mount.entry", entry),
  ];
}

/** `c 10:200`; undefined for a device whose numbers nobody knows. */
function numbersOf(path: string): string | undefined {
  const device = deviceAt(path);
  return device && numbersText(device);
}
