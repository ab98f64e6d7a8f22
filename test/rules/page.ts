import { readdirSync, readFileSync } from "node:fs";
import { parse as parseYaml } from "yaml";
import type { Dialect } from "../../server/src/syntax/document.js";

/** What stands between the `---` lines of a page. */
export interface PageHead {
  readonly rule: string;
  readonly area: string;
  readonly severity: string;
  readonly rejectedBy: string | null | readonly (string | null)[];
  /** The profile that must be asked for; absent when the rule is for everybody. */
  readonly profile?: string;
  /** The entries of the catalogue that the rule covers. */
  readonly covers?: readonly string[];
  readonly since: string;
  /** The release for which the examples are checked, where it is not the newest. */
  readonly target?: string;
  /** `safe`, `unsafe` or `none`: what *Fix all* may do with the examples. */
  readonly fix: string;
  /** `start` when the bad examples fail to start and the good ones start. */
  readonly proof?: string;
  readonly sources: readonly string[];
}

/** A bad config, and the good one that follows it. */
export interface Example {
  readonly dialect: Dialect;
  readonly bad: string;
  readonly good: string | undefined;
  /** What a user sees when the bad one is started; empty when the page shows no log. */
  readonly log: string;
}

export interface Page {
  readonly name: string;
  readonly text: string;
  readonly head: PageHead;
  readonly title: string;
  readonly examples: readonly Example[];
  /** Good configs that follow no bad one: they must stay silent. */
  readonly silent: readonly { readonly dialect: Dialect; readonly text: string }[];
}

const folder = new URL("../../docs/rules/", import.meta.url);

/** All pages in `docs/rules`, by name. */
export function readPages(): readonly Page[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md" && file !== "coverage.md")
    .sort()
    .map((file) => readPage(file.slice(0, -3), readFileSync(new URL(file, folder), "utf8")));
}

function readPage(name: string, text: string): Page {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const examples: Example[] = [];
  const silent: Page["silent"][number][] = [];
  let openExample: { dialect: Dialect; bad: string; good: string | undefined; log: string } | undefined;
  for (const [, info = "", code = ""] of body.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [language, role] = info.trim().split(" ");
    const dialect = language === "proxmox" || language === "lxc" ? language : undefined;
    if (dialect && role === "bad") {
      openExample = { dialect, bad: code, good: undefined, log: "" };
      examples.push(openExample);
    } else if (dialect && role === "good") {
      if (openExample && openExample.good === undefined) openExample.good = code;
      else silent.push({ dialect, text: code });
    } else if (language === "log" && openExample) openExample.log += code;
  }
  const title = /^# (.+)$/m.exec(body)?.[1] ?? "";
  return { name, text, head: parseYaml(head), title, examples, silent };
}
