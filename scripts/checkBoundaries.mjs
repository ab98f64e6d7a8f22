// @ts-check
// Holds the sources against the table "may import" of docs/architecture.md.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseAst } from "vitest/node";

const container = ["syntax/", "knowledge/", "container/"].map(inServer);
const rules = [...container, inServer("rules/")];
const core = [
  ...rules,
  ...["configuration/", "cluster/", "startLog/", "recipes/", "answers.ts", "editor/", "host/host.ts"].map(inServer),
];
// Whoever says the version reads it there.
const manifest = "server/package.json";
const session = ["vscode-languageserver", "vscode-languageserver-textdocument", "vscode-languageserver-types"];

/**
 * What each room may import besides its own files: other rooms or a file outside of all rooms, and packages (`node:*`
 * stands for all of Node's modules).
 * A room is a folder or a file; a file's own entry comes before that of its folder.
 * @type {Readonly<Record<string, { rooms: readonly string[], packages: readonly string[] }>>}
 */
export const rooms = {
  // Both sides must agree on what a virtual machine's config is, so the client takes this one file.
  [inServer("syntax/qemuConfig.ts")]: { rooms: [], packages: [] },
  // So must they on what the server answers to the extension's own requests.
  [inServer("answers.ts")]: { rooms: [], packages: ["vscode-languageserver-types"] },
  [inServer("syntax/")]: { rooms: [], packages: [] },
  [inServer("knowledge/")]: { rooms: [], packages: [] },
  [inServer("container/")]: { rooms: [...container, inServer("syntax/qemuConfig.ts")], packages: [] },
  [inServer("rules/")]: { rooms: container, packages: [] },
  [inServer("configuration/")]: {
    rooms: [...rules, inServer("host/host.ts")],
    packages: ["jsonc-parser", "picomatch"],
  },
  [inServer("cluster/")]: { rooms: container, packages: [] },
  [inServer("recipes/")]: { rooms: [...rules, inServer("answers.ts")], packages: [] },
  [inServer("startLog/")]: { rooms: rules, packages: [] },
  [inServer("host/host.ts")]: { rooms: [inServer("knowledge/")], packages: [] },
  [inServer("host/")]: { rooms: ["knowledge/", "host/host.ts"].map(inServer), packages: ["node:*"] },
  [inServer("editor/")]: { rooms: core, packages: ["vscode-languageserver-types"] },
  [inServer("session/")]: { rooms: core, packages: session },
  [inServer("server.ts")]: { rooms: [...core, inServer("session/")], packages: session },
  [inServer("node.ts")]: {
    rooms: [...core, ...["session/", "server.ts", "host/"].map(inServer), manifest],
    packages: [...session, "vscode-languageserver/node", "node:*"],
  },
  [inServer("browser.ts")]: {
    rooms: [...core, ...["session/", "server.ts"].map(inServer), manifest],
    packages: [...session, "vscode-languageserver/browser"],
  },
  [inServer("main.ts")]: { rooms: ["node.ts", "browser.ts"].map(inServer), packages: [] },
  [inServer("index.ts")]: { rooms: [...rules, inServer("host/host.ts")], packages: [] },
  [inServer("cli/")]: {
    rooms: [...core, inServer("host/"), manifest],
    packages: ["commander", "diff", "picocolors", "tinyglobby", "node:*"],
  },
  "client/src/main.ts": { rooms: ["client/src/node.ts", "client/src/browser.ts", "client/src/"], packages: ["vscode"] },
  "client/src/qemuDocuments.ts": { rooms: [inServer("syntax/qemuConfig.ts")], packages: ["vscode"] },
  "client/src/": {
    rooms: ["client/src/qemuDocuments.ts", inServer("answers.ts")],
    packages: ["vscode", "vscode-languageclient"],
  },
  "client/src/node.ts": { rooms: ["client/src/"], packages: ["vscode", "vscode-languageclient/node", "node:*"] },
  "client/src/browser.ts": { rooms: ["client/src/"], packages: ["vscode", "vscode-languageclient/browser"] },
};

/**
 * Checks the imports of one file: static, type-only, re-exported and dynamic ones, and import types.
 * @param {string} file path from the repository's root, with slashes
 * @param {string} text the file's TypeScript
 * @returns {string[]} one sentence for each broken rule, beginning with `file:line:`; empty when all is well
 */
export function boundaryErrors(file, text) {
  const room = roomOf(file);
  if (room === undefined) {
    return [`${file}:1: This file is in no room. Move it, or give it an entry in scripts/checkBoundaries.mjs.`];
  }
  return importsOf(text, file).flatMap(({ specifier, line }) => {
    const problem =
      specifier === undefined ? "import a name that is not written out" : objection(file, room, specifier);
    return problem ? [`${file}:${line}: ${room} may not ${problem}. It may import ${allowed(room)}.`] : [];
  });
}

/** @param {string} name */
function inServer(name) {
  return `server/src/${name}`;
}

/** @param {string} file */
function roomOf(file) {
  return Object.hasOwn(rooms, file)
    ? file
    : Object.keys(rooms).find((name) => name.endsWith("/") && file.startsWith(name));
}

/**
 * @param {string} file
 * @param {string} room
 * @param {string} specifier
 */
function objection(file, room, specifier) {
  if (!specifier.startsWith(".")) {
    const name = specifier.startsWith("node:") ? "node:*" : specifier;
    return rooms[room]?.packages.includes(name) ? undefined : `import the package ${specifier}`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, ".ts");
  const targetRoom = roomOf(target);
  const mayImport = [room, ...(rooms[room]?.rooms ?? [])];
  return mayImport.includes(targetRoom ?? target) ? undefined : `import ${target}`;
}

/** @param {string} room */
function allowed(room) {
  const names = [...(rooms[room]?.rooms ?? []), ...(rooms[room]?.packages ?? [])].filter((name) => name !== room);
  return names.length === 0 ? "nothing but its own files" : names.join(", ");
}

/**
 * @param {string} text
 * @param {string} file
 * @returns {{ specifier: string | undefined, line: number }[]} `specifier` is undefined where it is computed
 */
function importsOf(text, file) {
  /** @type {{ specifier: string | undefined, line: number }[]} */
  const found = [];
  /** @param {any} node */
  const visit = (node) => {
    // `from` and `import(…)` name their source, `import x = require(…)` its expression.
    const source = node.type === "TSExternalModuleReference" ? node.expression : node.source;
    if (source) {
      const specifier = source.type === "Literal" ? source.value : undefined;
      found.push({ specifier, line: text.slice(0, source.start).split("\n").length });
    }
    for (const child of Object.values(node).flat()) {
      if (typeof child?.type === "string") {
        visit(child);
      }
    }
  };
  visit(parseAst(text, { lang: "ts" }, file));
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const files = globSync("{server,client}/src/**/*.ts").map((file) => file.split(path.sep).join("/"));
  const errors = files.sort().flatMap((file) => boundaryErrors(file, readFileSync(file, "utf8")));
  console.log([...errors, `${files.length} files, ${errors.length} broken boundaries`].join("\n"));
  process.exitCode = errors.length === 0 ? 0 : 1;
}
