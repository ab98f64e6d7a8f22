import { CompletionItemKind } from "vscode-languageserver-types";
import type { Container } from "../../container/container.js";
import { deviceAt, mountedDevices, numbersText } from "../../container/devices.js";
import { knownNodes } from "./deviceNodes.js";
import type { Proposal } from "./proposal.js";

/**
 * Rules by the devices that they are for, found by number and by name: `fuse` finds `c 10:229 rwm`. Numbers that the kernel gives out anew at each
 * boot are not among them.
 */
export function deviceRules(rest: Container, key: string): readonly Proposal[] {
  const used = new Set(rest.deviceRules.map(({ rule }) => rule.text));
  const wanted = key.endsWith(".deny") ? wantedMajors(rest) : undefined;
  const rules = new Map<string, Proposal>();
  for (const { path, device } of knownNodes) {
    const label = `${numbersText(device)} rwm`;
    if (device.dynamic || used.has(label) || rules.has(label) || wanted?.has(device.major)) continue;
    const name = device.path.slice(device.path.lastIndexOf("/") + 1).replace("*", "");
    rules.set(label, {
      label,
      kind: CompletionItemKind.Value,
      note: device.path,
      aliases: [name, path],
      about: ["device", device.path],
    });
  }
  return [...rules.values()];
}

/** The majors of the devices that other lines bring into the container, which nobody denies it. */
function wantedMajors(rest: Container): ReadonlySet<number> {
  const paths = [...mountedDevices(rest).map(({ path }) => path), ...rest.devices.map(({ path }) => path?.text ?? "")];
  return new Set(paths.flatMap((path) => deviceAt(path)?.major ?? []));
}
