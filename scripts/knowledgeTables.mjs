// @ts-check
import { writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/** What only hovers and completions show. */
const textFields = ["summary", "value"];

/** The rules put these summaries into their messages, so the engine cannot be without them. */
const tablesWithTheirTexts = ["foreignKeys"];

/**
 * Bundles the knowledge tables as evaluated data. Where each fact was read is left out: people look that up in the
 * repository. The texts that only hovers and completions show go to a file of their own, which
 * `server/src/knowledge/texts.ts` reads when the first of them is to be shown, so that a start need not.
 * @param {"withTexts" | "textsApart"} form
 * @returns {{ plugin: import("esbuild").Plugin, writeTexts(file: string): void }}
 */
export function knowledgeTables(form) {
  /** @type {Map<string, Record<string, Record<string, string>>>} */
  const texts = new Map();
  /** @type {import("esbuild").Plugin} */
  const plugin = {
    name: "knowledge tables",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]server[\\/]src[\\/]knowledge[\\/]\w+\.ts$/ }, async ({ path: file }) => {
        if (path.basename(file) === "texts.ts") return undefined;
        const tables = Object.entries(await evaluated(file));
        const indexes = tables.flatMap(([name, table]) => {
          const index = indexOf(table, tables);
          return index ? { name, code: `export const ${name} = ${index};` } : [];
        });
        const facts = tables.filter(([name]) => !indexes.some((index) => index.name === name));
        const code = facts.map(([name, table]) => {
          // Two tables may share a fact, and each must get its text back.
          const own = structuredClone(table);
          const apart = form === "textsApart" && !tablesWithTheirTexts.includes(name);
          const taken = apart ? takeTexts(own) : {};
          if (Object.keys(taken).length === 0) return `export const ${name} = ${codeOf(own)};`;
          texts.set(name, taken);
          return `export const ${name} = withoutTexts("${name}", ${codeOf(own)});`;
        });
        // An index names other tables, so it comes after them.
        const lines = ['import { withoutTexts } from "./texts.js";', ...code, ...indexes.map((index) => index.code)];
        const contents = lines.join("\n");
        return { contents, loader: "js", resolveDir: path.dirname(file) };
      });
    },
  };
  return {
    plugin,
    writeTexts(file) {
      const ordered = [...texts].sort(([left], [right]) => (left < right ? -1 : 1));
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(ordered))}\n`);
    },
  };
}

/**
 * What a module of tables exports.
 * @param {string} file
 * @returns {Promise<Record<string, unknown>>}
 */
async function evaluated(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}

/**
 * The code of a table that only lists other tables of its file; undefined for any other table.
 * @param {unknown} table
 * @param {readonly [string, unknown][]} tables
 */
function indexOf(table, tables) {
  if (typeof table !== "object" || table === null) return undefined;
  const parts = Object.entries(table).map(([key, part]) => {
    const name = typeof part === "object" && tables.find((each) => each[1] === part)?.[0];
    return name && `${JSON.stringify(key)}: ${name}`;
  });
  return parts.length > 0 && parts.every(Boolean) ? `{ ${parts.join(", ")} }` : undefined;
}

/**
 * Takes the texts out of a table's facts. A table of anything else is left as it is.
 * @param {unknown} table
 * @returns {Record<string, Record<string, string>>} by the fact's name, or its index in a list
 */
function takeTexts(table) {
  if (typeof table !== "object" || table === null) return {};
  /** @type {Record<string, Record<string, string>>} */
  const taken = {};
  for (const [name, fact] of Object.entries(table)) {
    if (typeof fact !== "object" || fact === null || typeof fact.summary !== "string") continue;
    taken[name] = {};
    for (const field of textFields.filter((each) => typeof fact[each] === "string")) {
      taken[name][field] = fact[field];
      delete fact[field];
    }
  }
  return taken;
}

/**
 * A table as JavaScript, without sources. It must come out as it went in, and only plain data does.
 * @param {unknown} table
 */
function codeOf(table) {
  return JSON.stringify(table, (key, value) => {
    if (typeof value === "function" || value instanceof Set || value instanceof Map || value instanceof RegExp) {
      throw new Error(`A knowledge table holds more than data, at ${key}.`);
    }
    return key === "source" && typeof value === "string" ? undefined : value;
  });
}
