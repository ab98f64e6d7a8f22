import { nearest } from "../container/nearest.js";
import { pageOf } from "../rules/documentation.js";
import { rules } from "../rules/index.js";
import type { RulesArguments } from "./arguments.js";
import type { Terminal } from "./terminal.js";

/** The pages of the rules as Markdown, by the rule's name. */
export type RulePages = Readonly<Record<string, string>>;

/** Lists all rules, or prints the page of one. The result is the exit status. */
export function runRules({ name, format }: RulesArguments, pages: RulePages, terminal: Terminal): 0 | 2 {
  if (name === undefined) {
    terminal.write(format === "json" ? jsonList(pages) : list(pages, terminal));
    return 0;
  }
  const rule = rules.find((each) => each.name === name);
  if (!rule) {
    const near = nearest(
      name,
      rules.map((each) => each.name),
    );
    terminal.writeError(`lxc-lint: there is no rule ${name}${near ? `; did you mean ${near}` : ""}\n`);
    return 2;
  }
  terminal.write(format === "json" ? `${JSON.stringify(entryOf(name, pages), null, 2)}\n` : bodyOf(pages[name] ?? ""));
  return 0;
}

function list(pages: RulePages, { colors }: Terminal): string {
  const width = Math.max(...rules.map((rule) => rule.name.length));
  const lines = rules.map((rule) => {
    const severity = rule.severity.padEnd("information".length);
    const profile = (rule.profile ?? "").padEnd("strict".length);
    return `${colors.bold(rule.name.padEnd(width))}  ${severity}  ${profile}  ${titleOf(pages[rule.name] ?? "")}`;
  });
  return `${lines.join("\n")}\n`;
}

function jsonList(pages: RulePages): string {
  return `${JSON.stringify({ version: 1, rules: rules.map((rule) => entryOf(rule.name, pages)) }, null, 2)}\n`;
}

function entryOf(name: string, pages: RulePages) {
  const rule = rules.find((each) => each.name === name);
  const page = pages[name] ?? "";
  return {
    rule: name,
    area: rule?.area,
    severity: rule?.severity,
    rejectedBy: rule?.rejectedBy,
    profile: rule?.profile ?? null,
    dialects: rule?.dialects,
    title: titleOf(page),
    url: pageOf(name),
    page: bodyOf(page),
  };
}

/** The headline of a page; empty when it has none. */
export function titleOf(page: string): string {
  return /^# (.+)$/m.exec(page)?.[1] ?? "";
}

/** The page without the head that is meant for programs. */
export function bodyOf(page: string): string {
  const end = page.startsWith("---\n") ? page.indexOf("\n---\n", 4) : -1;
  return end < 0 ? page : page.slice(end + 5).trimStart();
}
