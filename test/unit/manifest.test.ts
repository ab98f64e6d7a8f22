import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Setting {
  readonly default: unknown;
  readonly order: number;
  readonly markdownDescription: string;
}

const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
const groups: readonly { title: string; order: number; properties: Record<string, Setting> }[] =
  contributes.configuration;
const settings = groups.flatMap(({ properties }) => Object.entries(properties));
const english: Readonly<Record<string, string>> = JSON.parse(readFileSync("package.nls.json", "utf8"));
const client = globSync("client/src/*.ts").map((file) => readFileSync(file, "utf8"));

test("every setting stands in a titled group, with a description, in order", () => {
  for (const [at, { title, order, properties }] of groups.entries()) {
    expect(title).toBeTruthy();
    expect(order).toBe(at + 1);
    expect(Object.values(properties).map((each) => each.order)).toEqual(Object.keys(properties).map((_, at) => at + 1));
  }
  for (const [name, { markdownDescription }] of settings) expect(markdownDescription, name).toBeTruthy();
});

test("docs/configuration.md lists every setting with its default, and no other", () => {
  const page = readFileSync("docs/configuration.md", "utf8");
  const listed = [...page.matchAll(/^\| `(lxcConfig\.[\w.]+)` \| `(.*?)` \|/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  expect(listed).toEqual(settings.map(([name, setting]) => [name, JSON.stringify(setting.default)]));
});

test("every command of the palette is registered by the client", () => {
  const registered = client
    .flatMap((text) => [...text.matchAll(/registerCommand\(\s*"([\w.]+)"/g)])
    .map(([, name]) => name);
  const commands: readonly { command: string }[] = contributes.commands;
  for (const { command } of commands) expect(registered).toContain(command);
});

test("the pictures of the walkthrough are small, and take every colour from the theme", () => {
  const [{ steps }]: [{ steps: readonly { media: { svg: string; altText: string } }[] }] = contributes.walkthroughs;
  expect(steps).toHaveLength(4);
  for (const { media } of steps) {
    const picture = readFileSync(media.svg, "utf8");
    expect(picture.length, media.svg).toBeLessThanOrEqual(6144);
    // A style sheet or attribute would be refused where the picture is shown.
    expect(picture).not.toMatch(/<style|style=|<script|#[0-9a-f]{3,8}\b/);
    for (const [, colour] of picture.matchAll(/(?:fill|stroke)="([^"]*)"/g))
      expect(colour).toMatch(/^(none|var\(--vscode-.*\))$/);
    expect(picture).toContain(`<title>${english[media.altText.slice(1, -1)]}</title>`);
  }
});
