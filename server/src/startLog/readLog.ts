import { type LogRecord, type RecordHead, recordHeadOf, withoutJournalHead } from "./logRecord.js";

/** Longer lines say nothing about a start, and are cut. */
const longestLine = 16_384;

/** Narrower texts are not wrapped by any terminal. */
const narrowest = 40;

/** Wider ones are not either. */
const widest = 240;

const noHead = { level: undefined, container: undefined, functionName: undefined, sourceLine: undefined };

interface PhysicalLine {
  readonly index: number;
  readonly text: string;
  /** With the blanks at its start, which a terminal leaves there when it breaks a line in front of one. */
  readonly indented: string;
}

/**
 * Reads the text of a log: files, what a terminal has shown, journals, and pastes of them with prompts, colours, marks of quotation and lines
 * that were wrapped. Never fails; what begins no message is one by itself.
 */
export function readLog(text: string): readonly LogRecord[] {
  const lines = physicalLines(text);
  const width = marginOf(lines);
  const records: LogRecord[] = [];
  let open: { head: RecordHead; lines: PhysicalLine[] } | undefined;
  const close = () => {
    if (open) records.push(recordOf(open.head, open.lines, width));
    open = undefined;
  };
  for (const line of lines) {
    const head = recordHeadOf(line.text) ?? wrappedHead(line, lines, width);
    const previous = open?.lines.at(-1);
    if (head) {
      close();
      open = { head, lines: [line] };
    } else if (open && previous && continues(previous, line, width)) open.lines.push(line);
    else if (line.text !== "") {
      close();
      const message = withoutJournalHead(line.text);
      open = { head: { ...noHead, message }, lines: [line] };
    } else close();
  }
  close();
  return records;
}

function physicalLines(text: string): readonly PhysicalLine[] {
  const lines = text.split("\n").map(cleaned);
  const indents = lines.filter((line) => line !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, each) => Math.min(least, each), longestLine);
  return lines.map((line, index) => ({ index, text: line.trim(), indented: line.slice(indent) }));
}

/** Colours and other commands to a terminal: CSI sequences, and OSC ones that end with BEL or ST. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are the characters that are taken out.
const terminalCommand = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9])/g;

/** A line as it was before a terminal coloured it or a forum quoted it. */
function cleaned(line: string): string {
  return line
    .slice(0, longestLine)
    .replace(terminalCommand, "")
    .replace(/\r$/, "")
    .replace(/^[ \t>|]+/, "")
    .trimEnd();
}

/** Where the text may have been wrapped: the length of its longest line, unless that is too long to be a margin. */
function marginOf(lines: readonly PhysicalLine[]): number {
  return lines.reduce((most, { indented }) => (indented.length <= widest ? Math.max(most, indented.length) : most), 0);
}

/** Phrases with which other programs begin a message, so that it is no rest of the one before. */
const otherBeginning =
  /^(?:TASK |Error: |ERROR: |WARN(?:ING)?: |startup for container |lxc-start|Job for |systemd\[|See "systemctl|run_|root@|[\w.-]+@[\w.-]+:|[$#] |CT \d|unable to |can't |cannot |Device |command '|lxc-pve-|mount: |net\d+: |Use of )/;

/** A line is the rest of the message before it when that one reaches the margin. */
function continues(previous: PhysicalLine, line: PhysicalLine, width: number): boolean {
  if (line.text === "" || otherBeginning.test(line.text)) return false;
  if (width < narrowest) return false;
  // A word that did not fit was moved to the next line.
  const firstWord = /^\S*/.exec(line.text)?.[0] ?? "";
  return previous.indented.length + 1 + firstWord.length > width;
}

/** The head of a message that is itself broken by the margin: it is read from the line with the next one behind it. */
function wrappedHead(line: PhysicalLine, lines: readonly PhysicalLine[], width: number): RecordHead | undefined {
  if (!/^(?:lxc-[a-z]+[: ]|\S+ \d{14}\.\d{3} |[A-Z]{4,6} {2,}\S+ +- )/.test(withoutJournalHead(line.text)))
    return undefined;
  const next = lines[line.index + 1];
  if (!next || !continues(line, next, width)) return undefined;
  // The message is put together again from all lines; of the head only the parts in front of it are taken.
  for (const text of readingsOf([line, next], width)) {
    const head = recordHeadOf(text);
    // A number that was broken may be read in two ways.
    if (head) return { ...head, sourceLine: undefined };
  }
  return undefined;
}

function recordOf(head: RecordHead, lines: readonly PhysicalLine[], width: number): LogRecord {
  const first = lines[0]?.index ?? 0;
  const place = { line: first, lastLine: lines.at(-1)?.index ?? first };
  if (lines.length === 1) return { ...place, ...head, readings: [] };
  const texts = readingsOf(lines, width);
  const isRecord = texts.some((text) => recordHeadOf(text) !== undefined);
  // Where the head itself was broken, only some readings have one.
  const readings = texts.flatMap((text) => recordHeadOf(text)?.message ?? (isRecord ? [] : withoutJournalHead(text)));
  const [message = "", ...others] = readings;
  return { ...place, ...head, message, readings: others.filter((each) => each !== message) };
}

/** Of messages with more breaks than this, not every reading is tried. */
const mostBreaks = 4;

/**
 * The ways in which the lines may have been one, the most likely first: a terminal breaks a line that is full inside a word, and loses the blank when
 * it breaks there; a forum breaks between words.
 */
function readingsOf(lines: readonly PhysicalLine[], width: number): readonly string[] {
  const likely = lines.slice(0, -1).map(({ indented }) => indented.length >= width);
  const all = [likely, likely.map(() => false), likely.map(() => true)];
  if (likely.length <= mostBreaks) {
    for (let bits = 0; bits < 1 << likely.length; bits++)
      all.push(likely.map((_, index) => (bits & (1 << index)) !== 0));
  }
  return [...new Set(all.map((isBroken) => joined(lines, isBroken)))];
}

/** A line that was broken goes on without a blank, unless the next one begins with it. */
function joined(lines: readonly PhysicalLine[], isBroken: readonly boolean[]): string {
  return lines.reduce((text, line, index) => {
    if (index === 0) return line.text;
    return isBroken[index - 1] ? text + line.indented : `${text} ${line.text}`;
  }, "");
}
