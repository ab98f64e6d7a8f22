import type { Container } from "../../container/container.js";
import type { Line } from "../../syntax/document.js";

/** What comes of a `features` line that Proxmox refuses, as the end of a sentence that begins with "so". */
export function consequenceOf(container: Container, line: Line): string {
  const { section } = line;
  if (section.kind === "snapshot") return "a container that is rolled back to this snapshot does not start";
  if (section.kind === "pending") return "the container does not start once this change is applied";
  return container.features?.line === line ? "the container does not start" : "Proxmox refuses the whole line";
}
