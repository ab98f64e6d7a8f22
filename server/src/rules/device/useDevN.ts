import type { Container } from "../../container/container.js";
import { deviceAt, devNValue, type MountedDevice, numbersText } from "../../container/devices.js";
import { freeKey } from "../../container/freeKeys.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Fix } from "../finding.js";
import { removeLine } from "../fixes.js";
import { insertNewSetting } from "../insertNewSetting.js";
import { allowingLines } from "./allowingLines.js";

/** The `devN` line that brings a node instead of a mount entry and its rule: `dev0: /dev/ttyUSB0,gid=20`. */
export function devNFor(container: Container, path: string): { readonly key: string; readonly value: string } {
  return { key: freeKey(container, "dev"), value: devNValue(container, path) };
}

/** Unsafe: the node gets another owner, and must be there at the start. */
export function useDevN(container: Container, mounted: MountedDevice): Fix {
  const { key, value } = devNFor(container, mounted.path);
  return {
    title: `Write \`${key}: ${value}\` instead`,
    safe: false,
    edits: [...removed(container, mounted), insertNewSetting(container, key, value)],
  };
}

/** The entry, and the rules that are for this node alone. */
function removed(container: Container, { entry, path }: MountedDevice): readonly TextEdit[] {
  const device = deviceAt(path);
  const isOne = device !== undefined && device.minor !== "*" && !device.dynamic;
  const rules = allowingLines(container);
  const lines = [
    ...(entry.entry ? [entry.entry.line] : []),
    ...(rules.get(path) ?? []),
    ...((isOne && rules.get(numbersText(device))) || []),
  ];
  return lines.map(removeLine);
}
