import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The name that is searched for. */
export const configurationName = "lxc-lint.json";

/**
 * The `lxc-lint.json` that counts for a file: the nearest upward, up to the root of the workspace. Undefined when there is none.
 * @param root The folder at which the search ends; without it, that is the nearest folder with a `.git`, or the root of the file system.
 */
export function nearestConfigurationFile(file: string, root?: string): string | undefined {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    const found = path.join(folder, configurationName);
    if (statSync(found, { throwIfNoEntry: false })?.isFile()) return found;
    const isRoot = root === undefined ? existsSync(path.join(folder, ".git")) : path.relative(root, folder) === "";
    if (isRoot || path.dirname(folder) === folder) return undefined;
  }
}

/** The configuration of an open document. */
export interface DocumentConfiguration {
  /** Where it is, or where one would be written. */
  readonly uri: string;
  /** Undefined when there is none yet. */
  readonly text: string | undefined;
  /** The path by which it knows the document. */
  readonly path: string;
}

/**
 * The `lxc-lint.json` of a document in one of the workspace's folders; of one outside of them, the nearest upward at all. Undefined for what is no
 * file. Throws when it cannot be read.
 */
export function documentConfiguration(uri: string, folders: readonly string[]): DocumentConfiguration | undefined {
  if (!uri.startsWith("file:")) return undefined;
  const file = fileURLToPath(uri);
  const roots = folders.filter((each) => each.startsWith("file:")).map((each) => fileURLToPath(each));
  const [root] = roots.filter((each) => isBelow(each, file)).sort((left, right) => right.length - left.length);
  const found = nearestConfigurationFile(file, root);
  const place = found ?? path.join(root ?? path.dirname(file), configurationName);
  return {
    uri: pathToFileURL(place).href,
    text: found === undefined ? undefined : readFileSync(found, "utf8"),
    path: pathBelow(place, file),
  };
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The path by which a configuration knows a file: below its own folder, or from the root of the file system; with slashes. */
export function pathBelow(configurationFile: string, file: string): string {
  const folder = path.dirname(path.resolve(configurationFile));
  const whole = path.resolve(file);
  return (isBelow(folder, whole) ? path.relative(folder, whole) : whole).replaceAll(path.sep, "/");
}
