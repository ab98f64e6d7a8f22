import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { knowledgeTables } from "../../scripts/knowledgeTables.mjs";

const folder = fileURLToPath(new URL("../../server/src/knowledge/", import.meta.url));
const files = readdirSync(folder).filter((file) => file !== "texts.ts" && file !== "fact.ts");

/** What the tables hold, without the sources that the build leaves out. */
function withoutSources(tables: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tables, (key, value) => (key === "source" && typeof value === "string" ? undefined : value)),
  );
}

test("each bundle of a build gets all tables, and their texts back when they are asked for", async () => {
  const output = mkdtempSync(path.join(tmpdir(), "knowledge-"));
  try {
    const tables = knowledgeTables("textsApart");
    const entry = [
      ...files.map((file) => `export * from "${folder}${file}";`),
      `export { completeTexts, readTextsWith } from "${folder}texts.ts";`,
    ].join("\n");
    const bundle = (name: string) =>
      build({
        stdin: { contents: entry, resolveDir: folder },
        bundle: true,
        format: "esm",
        platform: "neutral",
        outfile: path.join(output, name),
        plugins: [tables.plugin],
      });
    // Side by side, as the real build makes those for Node and for the browser.
    await Promise.all([bundle("one.mjs"), bundle("two.mjs")]);
    tables.writeTexts(path.join(output, "texts.json"));
    const sources = Object.assign({}, ...(await Promise.all(files.map((file) => import(`${folder}${file}`)))));
    for (const name of ["one.mjs", "two.mjs"]) {
      const { completeTexts, readTextsWith, ...bundled } = await import(pathToFileURL(path.join(output, name)).href);
      expect(bundled.lxcKeys["lxc.idmap"].summary).toBeUndefined();
      readTextsWith(() => JSON.parse(readFileSync(path.join(output, "texts.json"), "utf8")));
      completeTexts();
      expect(withoutSources(bundled)).toEqual(withoutSources(sources));
    }
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
});
