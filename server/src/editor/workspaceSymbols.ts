import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver-types";
import type { Container } from "../container/container.js";
import { rawValue } from "../container/container.js";
import { containerNameOf } from "../container/containerNames.js";
import { rangeOf } from "../syntax/document.js";
import type { Snapshot } from "./snapshot.js";

/** The containers whose number, host name or tags hold the letters of a query in their order; all for an empty one. */
export function workspaceSymbolsOf(snapshots: Iterable<Snapshot>, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s/g, "");
  const symbols: WorkspaceSymbol[] = [];
  for (const snapshot of snapshots) {
    const symbol = symbolOf(snapshot);
    if (symbol && holds(symbol.name.toLowerCase(), wanted)) symbols.push(symbol);
  }
  return symbols;
}

function symbolOf({ uri, document, container }: Snapshot): WorkspaceSymbol | undefined {
  const id = containerNameOf(uri);
  const hostname = container.settings.get("hostname") ?? rawValue(container, "lxc.uts.name");
  // An editor looks for the query in the name alone, so the tags are a part of it.
  const words = [id, hostname?.value.text, ...tagsOf(container).map((tag) => `#${tag}`)];
  const name = [...new Set(words.flatMap((word) => word ?? []))].join(" ");
  if (name === "") return undefined;
  const at = hostname?.line ?? document.lines[0] ?? { start: 0, end: 0 };
  return {
    name,
    kind: SymbolKind.Object,
    containerName: document.dialect === "proxmox" ? "CT" : "LXC",
    location: { uri, range: rangeOf(document, at) },
  };
}

function tagsOf({ settings }: Container): readonly string[] {
  const tags = settings.get("tags")?.value.text.split(/[;,\s]+/) ?? [];
  return tags.filter((tag) => tag !== "");
}

/** Whether a text has the letters in their order, with any others between them. */
function holds(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
