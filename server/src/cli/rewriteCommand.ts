import { rewrite } from "../container/rewrite.js";
import { newestTarget } from "../container/target.js";
import { lossReasons } from "../editor/rewrittenConfig.js";
import { textOf } from "../syntax/document.js";
import type { RewriteArguments } from "./arguments.js";
import { Unusable } from "./configFiles.js";
import { configurationOf } from "./configuration.js";
import { readContainerConfig } from "./containerConfig.js";
import type { Terminal } from "./terminal.js";

/** Prints the file as Proxmox will write it, and on standard error what gets lost then. The result is the exit status: 1 when Proxmox cannot write it. */
export async function runRewrite(options: RewriteArguments, terminal: Terminal): Promise<0 | 1 | 2> {
  const { path } = options;
  try {
    const configuration = configurationOf(path, ({ message }) => terminal.writeError(`lxc-lint: ${message}\n`));
    const target = options.target ?? configuration.target ?? newestTarget;
    const { document, file } = await readContainerConfig(path, terminal);
    const { text, lost, error } = rewrite(document, target.proxmox);
    if (error !== undefined) {
      terminal.writeError(`lxc-lint: ${path}: Proxmox cannot change this container: ${error.trimEnd()}\n`);
      return 1;
    }
    for (const { line, kind } of lost) {
      terminal.writeError(
        `lxc-lint: ${path}:${line.index + 1}: gets lost, ${lossReasons[kind]}: ${textOf(document, line)}\n`,
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
