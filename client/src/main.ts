import type { ExtensionContext } from "vscode";
import type { Extension } from "./extension.js";

// One bundle serves both hosts, so that the client ships once. Only the half that fits is ever run.
const loadHost = () => ("WorkerGlobalScope" in globalThis ? import("./browser.js") : import("./node.js"));

let host: Awaited<ReturnType<typeof loadHost>> | undefined;

export async function activate(context: ExtensionContext): Promise<Extension> {
  host = await loadHost();
  return host.activate(context);
}

export async function deactivate(): Promise<void> {
  await host?.deactivate();
}
