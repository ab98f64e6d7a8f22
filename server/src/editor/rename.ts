import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { configId } from "../container/formats.js";
import { snapshotsOf } from "../container/snapshots.js";
import { offsetOf, rangeOf } from "../syntax/document.js";
import { touches } from "../syntax/token.js";
import { occurrencesAt } from "./occurrences.js";
import type { Snapshot } from "./snapshot.js";

/** Source: pve-container 6.1.10, src/PVE/LXC/Config.pm, `pve-lxc-snapshot-name`. */
const longestName = 40;

/** Names that Proxmox keeps for itself. Source: pve-container, src/PVE/API2/LXC/Snapshot.pm. */
const reservedNames: ReadonlySet<string> = new Set(["current", "vzdump"]);

/** The name at a position that can be changed: that of a snapshot. */
export function renameableAt(
  { document }: Snapshot,
  position: Position,
): { range: Range; placeholder: string } | undefined {
  const offset = offsetOf(document, position);
  const found = occurrencesAt(document, offset);
  const token = found?.all.find((each) => touches(each, offset));
  if (found?.kind !== "snapshot" || !found.definition || !token) return undefined;
  return { range: rangeOf(document, token), placeholder: token.text };
}

/** What a rename changes, or why it cannot be. */
export type Renaming = { readonly edit: WorkspaceEdit } | { readonly refusal: string };

/**
 * Gives a snapshot another name: its header, and every `parent` that names it. With `annotates` the client first shows what the file alone cannot
 * change: storages know the snapshot by its old name.
 */
export function renameAt(snapshot: Snapshot, position: Position, newName: string, annotates: boolean): Renaming {
  const { document, uri, version } = snapshot;
  const found = occurrencesAt(document, offsetOf(document, position));
  if (found?.kind !== "snapshot" || !found.definition)
    return { refusal: "Only the name of a snapshot can be changed." };
  const refusal = newName === found.name ? undefined : objectionToName(newName, snapshotsOf(document));
  if (refusal !== undefined) return { refusal };
  const edits = found.all.map((token) => ({ range: rangeOf(document, token), newText: newName }));
  if (!annotates) return { edit: { changes: { [uri]: edits } } };
  const annotationId = "snapshot-name";
  return {
    edit: {
      documentChanges: [{ textDocument: { uri, version }, edits: edits.map((edit) => ({ ...edit, annotationId })) }],
      changeAnnotations: {
        [annotationId]: {
          label: `Rename the snapshot ${found.name} in this file`,
          description: `Storages keep its data as ${found.name}; rolling back fails until they are renamed too.`,
          needsConfirmation: true,
        },
      },
    },
  };
}

function objectionToName(name: string, snapshots: ReadonlyMap<string, unknown>): string | undefined {
  if (configId(name) !== undefined) {
    return "The name of a snapshot begins with a letter; at least one letter, digit, _ or - follows.";
  }
  if (name.length > longestName) return `The name of a snapshot has at most ${longestName} characters.`;
  if (reservedNames.has(name)) return `Proxmox keeps the name ${name} for itself.`;
  return snapshots.has(name) ? `There is a snapshot ${name} already.` : undefined;
}
