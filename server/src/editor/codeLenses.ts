import type { CodeLens } from "vscode-languageserver-types";
import { rangeOf, type Section } from "../syntax/document.js";
import { isolationOf, shortIsolation } from "./isolation.js";
import type { Snapshot } from "./snapshot.js";

/** The command of a client that shows the config which Proxmox generates. A lens without a command only tells something. */
const generatedConfigCommand = "lxcConfig.showGeneratedConfig";

/** Above a CT config how far the container is isolated, and above its pending changes how many there are. */
export function codeLensesOf(snapshot: Snapshot, showsGeneratedConfig: boolean): CodeLens[] {
  const { document, container } = snapshot;
  const isolation = document.dialect === "proxmox" ? isolationOf(container) : undefined;
  const lenses: CodeLens[] = [];
  if (isolation) {
    const command = showsGeneratedConfig ? generatedConfigCommand : "";
    const range = rangeOf(document, { start: 0, end: 0 });
    lenses.push({ range, command: { title: shortIsolation(isolation), command } });
  }
  for (const section of document.sections) {
    const { header } = section;
    if (section.kind !== "pending" || section.replacedBy || !header) continue;
    const count = pendingChangesIn(section);
    const title = count === 1 ? "1 pending change" : `${count} pending changes`;
    lenses.push({ range: rangeOf(document, header), command: { title, command: "" } });
  }
  return lenses;
}

/** Each line sets something, and each word of a `delete` takes something away. */
function pendingChangesIn({ lines }: Section): number {
  let count = 0;
  for (const { kind, value } of lines) {
    if (kind === "setting" || kind === "raw") count++;
    else if (kind === "delete") count += value?.text.split(/[,; \t]+/).filter((name) => name !== "").length ?? 0;
  }
  return count;
}
