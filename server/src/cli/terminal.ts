import { writeSync } from "node:fs";
import { createColors } from "picocolors";

/** What a command needs of the world around it. */
export interface Terminal {
  readonly colors: ReturnType<typeof createColors>;
  write(text: string | Buffer): void;
  writeError(text: string): void;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
}

/** The process' own terminal. Colours only where a person reads them, and not where NO_COLOR is set. */
export function processTerminal(): Terminal {
  const wantsColors = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return {
    colors: createColors(wantsColors),
    write: (text) => writeAll(1, text),
    writeError: (text) => writeAll(2, text),
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
  };
}

/** Writes everything before the process may end. A reader that has gone, as behind `| head`, is no failure. */
function writeAll(descriptor: number, text: string | Buffer): void {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}
