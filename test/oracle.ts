import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const shared = join(import.meta.dirname, "../../shared");

/** A file of verdicts of the real programs, one JSON object a line; undefined where those files are not. */
export function oracle<Entry>(path: string): readonly Entry[] | undefined {
  const file = join(shared, path);
  if (!existsSync(file)) {
    console.log(`${path} is not here: the comparison is skipped.`);
    return undefined;
  }
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Entry => JSON.parse(line));
}

/** A text beside the verdicts, such as a config of the corpus. */
export function oracleText(path: string): string {
  return readFileSync(join(shared, path), "utf8");
}
