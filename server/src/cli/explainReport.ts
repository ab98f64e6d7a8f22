import { pageOf } from "../rules/documentation.js";
import type { Explanation, Failure } from "../startLog/explain.js";
import { liblxcInWords } from "../startLog/liblxcOf.js";
import { type Document, rangeOf } from "../syntax/document.js";
import type { Terminal } from "./terminal.js";
import { printable, underlined } from "./underlined.js";

/** The config that was started, as it lies on the disk. */
export interface ConfigOnDisk {
  readonly path: string;
  readonly document: Document;
  readonly ctid: number | undefined;
}

/** A message is shown up to this length, in characters. */
const longestMessage = 300;

/** Sentences are wrapped at this column. */
const widest = 100;

/** The explanation for people: who, why, the line of the config, the line of the log, what to do, and where to read on. */
export function prettyExplanation(
  explanation: Explanation,
  config: ConfigOnDisk | undefined,
  { colors }: Terminal,
): string {
  const { failures, starts, start, container, failed, liblxc } = explanation;
  const who = container === undefined ? "The container" : `Container ${container}`;
  const root = failed ? failures.find(({ fatal }) => fatal) : undefined;
  const others = failures.filter((failure) => failure !== root && tellsMore(failure));
  const blocks = others.map((failure) => block(failure, config, colors));
  const writer = failed ? liblxcInWords(liblxc) : undefined;
  const hints = [
    ...(writer === undefined ? [] : [`${writer} has written this log.`]),
    ...(starts > 1 ? [`The log holds ${starts} starts; this is number ${start + 1}. --start N takes another.`] : []),
    ...(failed && !config ? ["With --config-file CONF the line of the config is shown."] : []),
  ];
  const parts = [
    failed
      ? colors.bold(colors.red(`${who} does not start.`))
      : colors.bold(`${who} did not fail to start, as far as this log tells.`),
    ...(root ? [block(root, config, colors)] : []),
    ...(blocks.length > 0 ? [colors.bold("In the same log")] : []),
    ...blocks,
    ...(hints.length > 0 ? [colors.dim(hints.join("\n"))] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What stops nothing is worth a word only when something can be done about it. */
function tellsMore({ fatal, repair }: Failure): boolean {
  return !fatal && repair !== "";
}

function block(failure: Failure, config: ConfigOnDisk | undefined, colors: Terminal["colors"]): string {
  const { causes, repair, place, line, message, rule, fixes, command, confidence, fatal } = failure;
  const [cause = "", ...others] = causes;
  const paint = fatal ? colors.red : colors.yellow;
  const lines = wrapped(cause, "  ");
  if (config && place) {
    const { start } = rangeOf(config.document, place);
    lines.push("", `  ${colors.bold(`${config.path}:${start.line + 1}:${start.character + 1}`)}`);
    lines.push(...underlined(config.document, place, paint, colors));
  }
  lines.push("", `  ${colors.dim(`log line ${line + 1}:`)} ${shortened(printable(message))}`);
  if (confidence === "possible" && others.length > 0) {
    lines.push("", `  ${colors.dim("It may also be this:")}`, ...others.flatMap((other) => wrapped(other, "  - ")));
  }
  const [fix] = fixes;
  const edit = fix ? `${fix.title}.` : "";
  // What a rule says of the line stands in its message.
  const todo = confidence === "certain" ? edit : [repair, edit && `In one edit: ${edit}`].filter(Boolean).join(" ");
  if (todo !== "") lines.push("", ...wrapped(todo, `  ${colors.green("fix:")} `, 7));
  if (command !== undefined && confidence !== "certain")
    lines.push(`  ${colors.dim("on the host:")} ${printable(command)}`);
  if (rule !== undefined) lines.push(`  ${colors.dim(pageOf(rule))}`);
  return lines.join("\n");
}

function shortened(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

/** Broken between words; the lines after the first stand below its text. `indent` is the width of the lead, which may have colours in it. */
function wrapped(text: string, lead: string, indent = lead.length): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > widest) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? lead : " ".repeat(indent)) + each);
}
