#!/usr/bin/env node
// @ts-check
// Writes docs/rules/coverage.md: what each entry of the catalogue of mistakes is covered by, or why no rule covers it.
// `--merge FILE…` takes further reasons into docs/rules/notCovered.json first.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";

const folder = fileURLToPath(new URL("../docs/rules/", import.meta.url));

/** The file that is written. */
export const coverageFile = path.join(folder, "coverage.md");

/**
 * @typedef {object} Coverage
 * @property {Readonly<Record<string, Readonly<Record<string, string>>>>} catalogue The titles of the entries by their ID, in groups.
 * @property {ReadonlyMap<string, readonly string[]>} coveredBy The rules whose pages name an ID.
 * @property {Readonly<Record<string, string>>} notCovered Why no rule covers an ID.
 */

/** Reads the catalogue, the pages and the reasons. @returns {Coverage} */
export function readCoverage() {
  /** @type {Map<string, string[]>} */
  const coveredBy = new Map();
  for (const file of readdirSync(folder).sort()) {
    const [, head] = /^---\n([\s\S]*?)\n---\n/.exec(file.endsWith(".md") ? read(file) : "") ?? [];
    if (head === undefined) continue;
    for (const id of coversOf(file, head)) coveredBy.set(id, [...(coveredBy.get(id) ?? []), file.slice(0, -3)]);
  }
  return { catalogue: JSON.parse(read("catalogue.json")), coveredBy, notCovered: JSON.parse(read("notCovered.json")) };
}

/** @param {string} file @param {string} head @returns {readonly string[]} */
function coversOf(file, head) {
  try {
    return parseYaml(head).covers ?? [];
  } catch (error) {
    throw new Error(`docs/rules/${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** The IDs that nothing is said about. @param {Coverage} coverage */
export function openIds({ catalogue, coveredBy, notCovered }) {
  return idsOf(catalogue).filter((id) => !coveredBy.has(id) && !Object.hasOwn(notCovered, id));
}

/** The IDs that a page or a reason names and the catalogue does not have. @param {Coverage} coverage */
export function unknownIds({ catalogue, coveredBy, notCovered }) {
  const known = new Set(idsOf(catalogue));
  return [...coveredBy.keys(), ...Object.keys(notCovered)].filter((id) => !known.has(id));
}

/** The IDs that are covered and have a reason for not being covered. @param {Coverage} coverage */
export function contradictoryIds({ coveredBy, notCovered }) {
  return Object.keys(notCovered).filter((id) => coveredBy.has(id));
}

/** @param {Coverage["catalogue"]} catalogue */
export function idsOf(catalogue) {
  return Object.values(catalogue).flatMap((entries) => Object.keys(entries));
}

/** The text of the file. @param {Coverage} coverage */
export function coverageText(coverage) {
  const { catalogue, coveredBy, notCovered } = coverage;
  const ids = idsOf(catalogue);
  const covered = ids.filter((id) => coveredBy.has(id)).length;
  const explained = ids.filter((id) => !coveredBy.has(id) && Object.hasOwn(notCovered, id)).length;
  const open = ids.length - covered - explained;
  const groups = Object.entries(catalogue).map(([name, entries]) => {
    const rows = Object.entries(entries).map(([id, title]) => {
      const rules = coveredBy.get(id)?.map((rule) => `[${rule}](${rule}.md)`);
      const answer = rules?.join(", ") ?? notCovered[id] ?? "**open**";
      return `| ${id} | ${cell(title)} | ${rules ? answer : cell(answer)} |`;
    });
    return [`## ${name}`, "", "| | what | rule, or why there is none |", "|---|---|---|", ...rows].join("\n");
  });
  const sum = `Of ${ids.length} entries ${covered} are covered by a rule, and for ${explained} there is a reason why not${open > 0 ? `; ${open} are open` : ""}.`;
  return `# What the rules cover

Written by \`npm run coverage\` from \`catalogue.json\`, the line \`covers\` of the rules' pages, and \`notCovered.json\`.
The catalogue lists what was found to go wrong in the sources of Proxmox VE and LXC, in real starts, and in configs that people have published. ${sum}

${groups.join("\n\n")}
`;
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(folder, file), "utf8");
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|");
}

/** Takes reasons in, for entries that no page covers. @param {readonly string[]} files */
function merge(files) {
  const { catalogue, coveredBy, notCovered } = readCoverage();
  const reasons = { ...notCovered };
  for (const file of files) Object.assign(reasons, JSON.parse(readFileSync(file, "utf8")));
  const known = idsOf(catalogue);
  const unknown = Object.keys(reasons).filter((id) => !known.includes(id));
  const sorted = [...known, ...unknown].filter((id) => Object.hasOwn(reasons, id) && !coveredBy.has(id));
  const entries = Object.fromEntries(sorted.map((id) => [id, reasons[id]]));
  writeFileSync(path.join(folder, "notCovered.json"), `${JSON.stringify(entries, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [option, ...files] = process.argv.slice(2);
  if (option === "--merge") merge(files);
  const coverage = readCoverage();
  writeFileSync(coverageFile, coverageText(coverage));
  for (const [what, ids] of Object.entries({
    open: openIds(coverage),
    unknown: unknownIds(coverage),
    "covered and explained": contradictoryIds(coverage),
  })) {
    if (ids.length > 0) console.log(`${ids.length} ${what}: ${ids.join(" ")}`);
  }
}
