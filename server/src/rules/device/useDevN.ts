import type { Container } from "../../container/container.js";
import { accessProperty, deviceAt, freeDeviceKey, type MountedDevice, numbersText } from "../../container/devices.js";
import { lastAnswer } from "../../container/lastAnswer.js";
import type { Line } from "../../syntax/document.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Fix } from "../finding.js";
import { removeLine } from "../fixes.js";
import { insertNewSetting } from "../insertNewSetting.js";

/** The `devN` line that brings a node instead of a mount entry and its rule: `dev0: /dev/ttyUSB0,gid=20`. */
export function devNFor(container: Container, path: string): { readonly key: string; readonly value: string } {
  const property = accessProperty(container, path);
  return { key: freeDeviceKey(container), value: property === undefined ? path : `${path},${property}` };
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

/** The lines that allow something, by the path or the numbers that they allow. */
const allowingLines = lastAnswer((container: Container): ReadonlyMap<string, readonly Line[]> => {
  const byText = new Map<string, Line[]>();
  for (const { key, rule, line } of container.deviceRules) {
    if (!key.text.endsWith(".allow")) continue;
    const text = rule.path ?? `${rule.type} ${rule.major}:${rule.minor}`;
    byText.set(text, [...(byText.get(text) ?? []), line]);
  }
  return byText;
});
