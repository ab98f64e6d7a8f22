import { CompletionItemKind } from "vscode-languageserver-types";
import type { Container } from "../../container/container.js";
import { accessProperty, deviceAt, groupNumber, groupOf, isOpenToAll } from "../../container/devices.js";
import { devices } from "../../knowledge/devices.js";
import type { DeviceFact } from "../../knowledge/fact.js";
import type { Proposal } from "./proposal.js";

/** A node of a device, or a directory with all of a sort, as people name it in a config. */
export interface KnownNode {
  readonly path: string;
  readonly device: DeviceFact;
  readonly isDirectory: boolean;
}

/** What no container is given: what it has anyway, and what is the host's own. */
const notHandedOn =
  /^\/dev\/(?:null|zero|full|random|urandom|tty|console|ptmx|pts\/.*|mem|kmsg|sd.*|md.*|mmcblk.*|nbd.*|loop.*|mapper\/.*|btrfs-control|tty\*|ttyS.*|watchdog|autofs)$/;

/** The nodes that are worth bringing into a container, most used first. Of devices with numbers it is the first. */
export const knownNodes: readonly KnownNode[] = devices
  .filter(({ path }) => !notHandedOn.test(path))
  .map((device) => {
    const isDirectory = device.minor === "*" && !device.path.includes("*");
    const path = device.path.replace("*", device.path.startsWith("/dev/nvidia-caps") ? "1" : "0");
    return { path, device, isDirectory };
  })
  .filter(({ path }, index, all) => all.findIndex((each) => each.path === path) === index);

/** The values of a property of `devN`. */
export function deviceValues(
  rest: Container,
  property: string,
  others: ReadonlyMap<string, string>,
): readonly Proposal[] {
  const path = others.get("path") ?? "";
  if (property === "path") return nodes(rest, others.has("gid") || others.has("mode"));
  const group = property === "gid" ? groupOf(path) : undefined;
  const number = group && groupNumber(rest.settings.get("ostype")?.value.text ?? "", group);
  if (group === undefined || number === undefined || number === "") return [];
  return [{ label: String(number), kind: CompletionItemKind.Value, note: `group ${group}` }];
}

/** Whether a property makes sense for the device: where everybody may open it, a group says nothing. */
export function devicePropertyFits(property: string, others: ReadonlyMap<string, string>): boolean {
  const path = others.get("path");
  return path === undefined || property !== "gid" || !isOpenToAll(path);
}

function nodes(rest: Container, hasAccess: boolean): readonly Proposal[] {
  const used = new Set(rest.devices.map(({ path }) => path?.text));
  return knownNodes.flatMap(({ path, isDirectory }): Proposal[] => {
    if (isDirectory || used.has(path)) return [];
    return [nodeProposal(path, hasAccess ? path : withAccess(rest, path))];
  });
}

/** The path together with what makes it usable for programs that do not run as root. */
function withAccess(rest: Container, path: string): string {
  const access = accessProperty(rest, path);
  return access === undefined ? path : `${path},${access}`;
}

/** A path of a device, found by the name of the node too. */
export function nodeProposal(path: string, text: string): Proposal {
  const device = deviceAt(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const proposal: Proposal = { label: path, text, kind: CompletionItemKind.File, aliases: [name] };
  return device ? { ...proposal, about: ["device", device.path] } : proposal;
}
