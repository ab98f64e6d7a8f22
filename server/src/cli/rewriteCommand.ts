import { type Lost, rewrite } from "../container/rewrite.js";
import { newestTarget } from "../container/target.js";
import { textOf } from "../syntax/document.js";
import type { RewriteArguments } from "./arguments.js";
import { Unusable } from "./configFiles.js";
import { readContainerConfig } from "./containerConfig.js";
import type { Terminal } from "./terminal.js";

const reasons: Readonly<Record<Lost["kind"], string>> = {
  unreadable: "Proxmox cannot read this line",
  "raw-key": "Proxmox drops this key",
  "repeated-key": "a later line of the same key counts",
  "repeated-section": "a later section of the same name counts",
  delete: "a delete counts only among the pending changes",
  snapstate: "Proxmox does not keep a snapstate here",
  "reserved-key": "Proxmox uses this key for itself",
  "volume-in-use": "the volume is mounted, so it is not unused",
  "empty-variable": "the variable is empty",
};

/** Prints the file as Proxmox will write it, and on standard error what gets lost then. The result is the exit status: 1 when Proxmox cannot write it. */
export async function runRewrite(options: RewriteArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  const { path, target = newestTarget } = options;
  try {
    const { document, file } = await readContainerConfig(path, terminal);
    const { text, lost, error } = rewrite(document, target.proxmox);
    if (error !== undefined) {
      terminal.writeError(`lxc-lint: ${path}: Proxmox cannot change this container: ${error.trimEnd()}\n`);
      return 1;
    }
    for (const { line, kind } of lost) {
      terminal.writeError(
        `lxc-lint: ${path}:${line.index + 1}: gets lost, ${reasons[kind]}: ${textOf(document, line)}\n`,
      );
    }
    terminal.write(Buffer.from(text, file.encoding));
    return 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    terminal.writeError(`lxc-lint: ${error.message}\n`);
    return 2;
  }
}
