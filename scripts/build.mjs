// @ts-check
// Builds every bundle. `--production` minifies, writes no source maps and leaves out the in-host tests.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { knowledgeTables } from "./knowledgeTables.mjs";
import { writeLibraryTypes } from "./libraryTypes.mjs";
import { trimmableTypes } from "./trimmableTypes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const production = process.argv.includes("--production");

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // The form that the package names for Node hides its own parts from a bundler.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};
/** @type {import("esbuild").BuildOptions} */
const node = { ...common, platform: "node", format: "cjs", target: "node20" };

const resolveForServer = createRequire(path.join(root, "server/package.json")).resolve;

/** npm may install this package twice in one version, for us and for the protocol. The server gets it once. */
const types = path.resolve(resolveForServer("vscode-languageserver-types"), "../../esm/main.js");

const serverTables = knowledgeTables("textsApart");

const server = { ...common, plugins: [serverTables.plugin, trimmableTypes(types)] };

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: ["client/src/main.ts"],
    outfile: "client/dist/extension.js",
    external: ["vscode"],
    // One bundle for both hosts, so that the client does not ship twice; the client's packages name one entry for each.
    conditions: ["node", "browser"],
  },
  {
    ...node,
    ...server,
    entryPoints: ["server/src/main.ts"],
    outfile: "server/dist/server.js",
    // One bundle for both hosts here too. Its own parts stay eager: what is loaded lazily starts more slowly. So Node's
    // modules are asked for in a worker as well, which has none and uses none.
    conditions: ["node", "browser"],
    banner: { js: "var require = require || (() => ({}));" },
  },
  {
    ...node,
    format: "esm",
    entryPoints: ["server/src/cli/main.ts"],
    outfile: "server/dist/cli.mjs",
    plugins: [knowledgeTables("withTexts").plugin],
    // Bundled CommonJS packages ask for Node's own modules with `require`, which an ES module does not have.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
  },
  {
    // The library for Node and browsers. It shows no hovers, so it goes without their texts.
    ...common,
    platform: "neutral",
    target: "es2022",
    format: "esm",
    entryPoints: ["server/src/index.ts"],
    outfile: "server/dist/index.mjs",
    plugins: [knowledgeTables("textsApart").plugin],
  },
];

if (!production && existsSync(path.join(root, "test/host"))) {
  bundles.push({
    ...node,
    entryPoints: ["test/host/*.ts"],
    outdir: "test/dist/host",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "mocha"],
  });
}

/** The pages of all rules as one file, for programs that have no folder of pages beside them: rule name to Markdown. */
function writeRulePages() {
  const folder = path.join(root, "docs/rules");
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "coverage.md")
    .map((file) => file.slice(0, -".md".length))
    .sort();
  if (names.length === 0) {
    throw new Error("docs/rules holds no page.");
  }
  const pages = names.map((name) => [name, readFileSync(path.join(folder, `${name}.md`), "utf8")]);
  writeFileSync(path.join(root, "server/dist/rules.json"), `${JSON.stringify(Object.fromEntries(pages), null, 1)}\n`);
  console.log(`server/dist/rules.json  ${names.length} pages`);
}

// The in-host tests outlive a production build, so that they can be run against the bundles that ship.
for (const folder of ["client/dist", "server/dist", ...(production ? [] : ["test/dist"])]) {
  rmSync(path.join(root, folder), { recursive: true, force: true });
}
try {
  for (const { metafile } of await Promise.all(bundles.map((bundle) => build(bundle)))) {
    for (const [file, { bytes }] of Object.entries(metafile?.outputs ?? {})) {
      if (!file.endsWith(".map")) {
        console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
      }
    }
  }
  serverTables.writeTexts(path.join(root, "server/dist/texts.json"));
  writeRulePages();
  copyFileSync(path.join(root, "docs/lxc-lint.schema.json"), path.join(root, "server/dist/lxc-lint.schema.json"));
  writeLibraryTypes(root);
} catch (error) {
  // esbuild has printed its own errors, with the lines at fault.
  if (!(error instanceof Error && "errors" in error)) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exitCode = 1;
}
