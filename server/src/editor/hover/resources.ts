import type { Container } from "../../container/container.js";
import { expansionOf } from "../../container/expansion.js";
import { isNumeric, numberIn } from "../../container/perlValues.js";
import type { Line } from "../../syntax/document.js";
import { ownText } from "../markdown.js";
import { readableSize } from "../sizes.js";

const mebibyte = 2 ** 20;
const beginning = "lxc.cgroup2.";

/** What a limit of memory, swap or processors comes to: readable, and as the kernel is told. Undefined for other keys. */
export function resourceText(container: Container, line: Line, key: string, value: string): string | undefined {
  if (key !== "memory" && key !== "swap" && key !== "cpulimit" && key !== "cpuunits") return undefined;
  const limits = limitsFrom(container, line);
  const isSize = key === "memory" || key === "swap";
  const points = limits.map(({ name, text }) => `- \`${name}\`: ${text}`);
  const parts: string[] = [];
  if (isSize) parts.push(sizeText(key, value));
  if (points.length > 0) parts.push("Proxmox sets for cgroup v2:", points.join("\n"));
  return parts.length === 0 ? undefined : ownText(`${key}: ${value}`, ...parts);
}

function sizeText(key: "memory" | "swap", value: string): string {
  const amount = numberIn(value);
  if (amount === 0) return key === "memory" ? "Proxmox takes this for 512 MiB." : "The container has no swap.";
  const size = readableSize(amount * mebibyte);
  return isNumeric(value) ? `This is ${size}.` : `Proxmox reads only the number in front: ${size}.`;
}

/** The files of cgroup v2 that come from a line, with their values. */
function limitsFrom(container: Container, line: Line): readonly { readonly name: string; readonly text: string }[] {
  if (container.document.dialect !== "proxmox") return [];
  return expansionOf(container).lines.flatMap(({ key, value, origin }) => {
    if (!("line" in origin) || origin.line !== line || !key.startsWith(beginning)) return [];
    const name = key.slice(beginning.length);
    const isBytes = name.startsWith("memory.") && /^\d+$/.test(value);
    return [{ name, text: isBytes ? `${value} bytes (${readableSize(Number(value))})` : value }];
  });
}
