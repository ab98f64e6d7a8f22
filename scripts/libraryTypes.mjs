// @ts-check
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes the types of the library: `server/dist/index.d.ts`, and beside it those that it leads to.
 * @param {string} root the checkout
 */
export function writeLibraryTypes(root) {
  const all = path.join(root, "out/types");
  const dist = path.join(root, "server/dist");
  rmSync(all, { recursive: true, force: true });
  // What is wrong with the types is told by the step for it; here they are only written down.
  const options = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--noCheck"];
  const folders = ["--rootDir", "server/src", "--outDir", all];
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(
    process.execPath,
    [compiler, "-p", "server/tsconfig.core.json", ...options, ...folders],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  if (status !== 0) throw new Error("The types of the library could not be written.");
  const needed = filesFrom(path.join(all, "index.d.ts"));
  for (const file of needed) {
    const target = path.join(dist, "types", path.relative(all, file));
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(file, target);
  }
  writeFileSync(path.join(dist, "index.d.ts"), 'export * from "./types/index.js";\n');
  console.log(`server/dist/index.d.ts  ${needed.size} files`);
}

/**
 * A file of types and all that it imports. The tables of facts are not among them, whose types would be larger than the tables.
 * @param {string} file
 * @param {Set<string>} found
 */
function filesFrom(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, specifier] of readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)\.js"/g)) {
    filesFrom(path.resolve(path.dirname(file), `${specifier}.d.ts`), found);
  }
  return found;
}
