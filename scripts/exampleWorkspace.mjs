// @ts-check
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const examples = fileURLToPath(new URL("../examples", import.meta.url));

/**
 * Makes a fresh copy of the examples that may be changed, as a folder for VS Code to open.
 * @param {string} parent Where the folder `examples` is made, or replaced.
 * @param {Readonly<Record<string, unknown>>} settings VS Code's settings for this folder.
 * @returns {string} path of the copy
 */
export function exampleWorkspace(parent, settings) {
  const workspace = path.join(parent, "examples");
  rmSync(workspace, { recursive: true, force: true });
  cpSync(examples, workspace, { recursive: true });
  mkdirSync(path.join(workspace, ".vscode"), { recursive: true });
  const quiet = { "chat.disableAIFeatures": true, "workbench.startupEditor": "none", "workbench.tips.enabled": false };
  writeFileSync(path.join(workspace, ".vscode/settings.json"), JSON.stringify({ ...quiet, ...settings }, null, 2));
  return workspace;
}
