import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createColors } from "picocolors";
import { afterEach, beforeEach } from "vitest";
import { lint } from "../server/src/cli/lint.js";

export interface Run {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Gives each test of a file a folder of its own, written as `~` in the words of the command line and in what comes back. */
export function commandLine() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lxc-lint-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  return {
    /** Runs lxc-lint as in a terminal without colours. */
    async run(words: readonly string[], input: string | Buffer = ""): Promise<Run> {
      let output = "";
      let errors = "";
      const status = await lint(
        words.map((word) => word.replace("~", folder)),
        {
          version: "1.2.3",
          readPages: () => ({
            "mount-entry-target-missing": "---\nrule: x\n---\n\n# A mount entry without a target\n\nText.\n",
          }),
          terminal: {
            colors: createColors(false),
            write: (text) => {
              output += text.toString();
            },
            writeError: (text) => {
              errors += text;
            },
            readInput: async () => Buffer.from(input),
          },
        },
      );
      return { status, output: output.replaceAll(folder, "~"), errors: errors.replaceAll(folder, "~") };
    },
    /** Writes a file into the folder. The result is its path. */
    write(file: string, content: string | Buffer): string {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target;
    },
    makeFolder(name: string): void {
      mkdirSync(path.join(folder, name));
    },
  };
}
