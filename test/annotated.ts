import type { Position } from "../server/src/syntax/position.js";

/** A finding that is drawn into a text, below the line it belongs to: `^^^^ error: What happens.` */
export interface Expectation {
  readonly start: Position;
  readonly end: Position;
  readonly severity: string;
  readonly message: string;
}

export interface Annotated {
  /** The text without the drawn lines. */
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

const drawn = /^( *)(\^+) (error|warning|information|hint): (.+)$/;

/** Takes the drawn expectations out of a text. */
export function readAnnotated(text: string): Annotated {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const line of text.split("\n")) {
    const match = drawn.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, indent = "", carets = "", severity = "", message = ""] = match;
    expectations.push({
      start: { line: lines.length - 1, character: indent.length },
      end: { line: lines.length - 1, character: indent.length + carets.length },
      severity,
      message,
    });
  }
  return { text: lines.join("\n"), expectations };
}

/** A text as it stands in a test: without the first line end, the last blanks, and the blanks that all its lines begin with. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").replace(/ *$/, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 99);
  return lines.map((line) => line.slice(indent)).join("\n");
}
