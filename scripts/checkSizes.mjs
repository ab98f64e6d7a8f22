// @ts-check
// Holds the production bundles and out/lxc-config.vsix against their size limits, and the package against its list of files.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vsix = "out/lxc-config.vsix";

/** In bytes. */
const limits = {
  "server/dist/server.js": 1_000_000,
  "server/dist/cli.mjs": 900_000,
  "server/dist/index.mjs": 560_000,
  [vsix]: 600_000,
};

/** What the package holds: nothing else, and at least one file of each. `*` stands for any name within a folder. */
const contents = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/package.json",
  "extension/package.nls*.json",
  "extension/l10n/*.json",
  "extension/readme.md",
  "extension/changelog.md",
  "extension/LICENSE.txt",
  "extension/language-configuration*.json",
  "extension/syntaxes/*.json",
  "extension/images/icon.png",
  "extension/images/container-*.svg",
  "extension/images/walkthrough/*.svg",
  "extension/client/dist/extension.js",
  "extension/server/dist/server.js",
  "extension/server/dist/texts.json",
  "extension/server/dist/rules.json",
  "extension/server/dist/lxc-lint.schema.json",
];

try {
  const files = filesOfZip(readFileSync(path.join(root, vsix)));
  const errors = [...sizeErrors(), ...contentErrors(files)];
  console.log([`${vsix} holds ${files.length} files`, ...errors].join("\n"));
  process.exitCode = errors.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nRun npm run package first.`);
  process.exitCode = 1;
}

/** Prints the table of sizes. */
function sizeErrors() {
  return Object.entries(limits).flatMap(([file, limit]) => {
    const bytes = readFileSync(path.join(root, file));
    if (bytes.includes("\n//# sourceMappingURL=")) {
      throw new Error(`${file} is a development build, its size says nothing.`);
    }
    console.log(`${file.padEnd(24)} ${kilobytes(bytes.length)}  of at most ${kilobytes(limit)}`);
    return bytes.length > limit ? [`${file} is too large by ${bytes.length - limit} bytes.`] : [];
  });
}

/** @param {string[]} files */
function contentErrors(files) {
  const patterns = contents.map((name) => ({ name, matches: globExpression(name) }));
  const { contributes, icon } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return [
    ...files
      .filter((file) => !patterns.some(({ matches }) => matches.test(file)))
      .map((file) => `${file} must not ship.`),
    ...patterns
      .filter(({ matches }) => !files.some((file) => matches.test(file)))
      .map(({ name }) => `${name} is missing.`),
    ...pathsIn({ contributes, icon })
      .filter((file) => !files.includes(`extension/${file}`))
      .map((file) => `package.json names ${file}, which does not ship.`),
  ];
}

/** @param {string} glob */
function globExpression(glob) {
  return new RegExp(`^${glob.replace(/[.[\]]/g, "\\$&").replaceAll("*", "[^/]*")}$`);
}

/**
 * The files that a part of the manifest names: all strings that are written as paths.
 * @param {unknown} part
 * @returns {string[]}
 */
function pathsIn(part) {
  if (typeof part === "string") {
    return /^(\.\/|images\/)/.test(part) ? [path.posix.normalize(part)] : [];
  }
  return part && typeof part === "object" ? Object.values(part).flatMap(pathsIn) : [];
}

/**
 * The names of all files in a zip archive, read from its central directory (PKWARE's APPNOTE, 4.3.12 and 4.3.16).
 * @param {Buffer} zip
 */
function filesOfZip(zip) {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  /** @type {string[]} */
  const names = [];
  let entry = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = zip.readUInt16LE(entry + 28);
    names.push(zip.toString("utf8", entry + 46, entry + 46 + nameLength));
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return names;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
}
