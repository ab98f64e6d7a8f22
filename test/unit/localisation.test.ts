import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Texts = Readonly<Record<string, string>>;

const english = textsOf("package.nls.json");
const german = textsOf("package.nls.de.json");
const bundle = textsOf("l10n/bundle.l10n.de.json");
const manifest = readFileSync("package.json", "utf8");
const client = globSync("client/src/*.ts").map((file) => readFileSync(file, "utf8"));

/** Each key once. JSON itself would take the last of several. */
function textsOf(file: string): Texts {
  const text = readFileSync(file, "utf8");
  const texts: Texts = JSON.parse(text);
  expect(text.match(/^ {2}"/gm)).toHaveLength(Object.keys(texts).length);
  return texts;
}

test("every key of package.json is there in both languages, and none is unused", () => {
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key = ""]) => key).sort();
  expect(Object.keys(english).sort()).toEqual(used);
  expect(Object.keys(german).sort()).toEqual(used);
});

test("package.json holds no text that is in English only", () => {
  const shown = /"(?:title|description|markdownDescription|patternErrorMessage|altText|displayName)": "([^"]*)"/g;
  for (const [, text] of manifest.matchAll(shown)) expect(text).toMatch(/^%.*%$/);
});

test("every text of the client is in the German bundle, and none is unused", () => {
  const used = client
    .flatMap((text) => [...text.matchAll(/\bl10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)])
    .map(([, key = ""]) => key);
  const calls = client.flatMap((text) => text.match(/\bl10n\.t\(/g) ?? []);
  expect(calls, "each text is written in the call itself").toHaveLength(used.length);
  expect(Object.keys(bundle).sort()).toEqual([...new Set(used)].sort());
});

test("a translation keeps the places, the code and the commands of the English text", () => {
  const kept = (text: string) => (text.match(/\{\d\}|\(command:[\w.]+\)|`[^`]*`/g) ?? []).sort();
  const pairs = [...Object.entries(english).map(([key, text]) => [text, german[key]]), ...Object.entries(bundle)];
  for (const [text = "", translated = ""] of pairs) {
    expect(translated).not.toBe("");
    expect(kept(translated), translated).toEqual(kept(text));
  }
});
