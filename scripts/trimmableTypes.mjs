// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Lets esbuild leave out what nobody uses of vscode-languageserver-types: 21 kB of type guards. The protocol package hands all
 * of them on and runs five, which its CommonJS form hides; and the ES module builds each in a way that looks like a side effect.
 * @param {string} types the package's ES module
 * @returns {import("esbuild").Plugin}
 */
export function trimmableTypes(types) {
  return {
    name: "trimmable types",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vscode-languageserver-types$/ }, ({ importer }) => {
        const library = /^.*[\\/]vscode-languageserver-protocol[\\/]lib(?=[\\/])/.exec(importer)?.[0];
        return library ? { path: library, namespace: "types in use" } : { path: types };
      });
      onLoad({ filter: /.*/, namespace: "types in use" }, ({ path: library }) => {
        const names = new Set(scriptsBelow(library).flatMap(typesUsedIn));
        if (names.size === 0) throw new Error("The protocol package names its types in another way than expected.");
        return { contents: `export { ${[...names].join(", ")} } from ${JSON.stringify(types)};`, resolveDir: library };
      });
      onLoad({ filter: /[\\/]vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, ({ path: file }) => ({
        contents: readFileSync(file, "utf8")
          .replaceAll(/^export var (\w+);\n\(function \(\1\) \{$/gm, "export var $1 = /* @__PURE__ */ (function ($1) {")
          .replaceAll(/^\}\)\((\w+) \|\| \(\1 = \{\}\)\);$/gm, "return $1; })({});"),
      }));
    },
  };
}

/** @param {string} file */
function typesUsedIn(file) {
  const uses = readFileSync(file, "utf8").matchAll(/\bvscode_languageserver_types_1\.(\w+)/g);
  return Array.from(uses, ([, name]) => name);
}

/** @param {string} folder */
function scriptsBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => path.join(folder, file));
}
