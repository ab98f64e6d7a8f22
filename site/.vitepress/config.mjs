import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What scripts/site.mjs has prepared. */
const source = fileURLToPath(new URL("../../out/siteSource/", import.meta.url));
const { guide, areas } = JSON.parse(readFileSync(`${source}contents.json`, "utf8"));

/** The colours of configs are those of the extension itself. */
const grammars = Object.entries({ proxmox: "proxmox-lxc", lxc: "lxc", log: "lxc-log" }).map(([name, file]) => ({
  ...JSON.parse(readFileSync(new URL(`../../syntaxes/${file}.tmLanguage.json`, import.meta.url), "utf8")),
  name,
}));

/** @type {import("vitepress").UserConfig} */
// biome-ignore lint/style/noDefaultExport: VitePress reads the default export.
export default {
  title: "Proxmox & LXC Container Config",
  description: "Says why a Proxmox container will not start, at the line of its config that causes it, and repairs it.",
  base: process.env.SITE_BASE ?? "/",
  srcDir: source,
  outDir: fileURLToPath(new URL("../../out/site/", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../out/siteCache/", import.meta.url)),
  cleanUrls: true,
  // A link to a page that is not there fails the build.
  ignoreDeadLinks: false,
  markdown: {
    // `<CTID>` is text.
    html: false,
    languages: grammars,
  },
  themeConfig: {
    siteTitle: "Container Config",
    search: { provider: "local" },
    nav: [
      { text: "Guide", link: "/" },
      { text: "Rules", link: "/rules/" },
    ],
    sidebar: [
      { text: "Guide", items: guide },
      { text: "Rules", items: areas.map((area) => ({ ...area, collapsed: true })) },
    ],
    outline: [2, 3],
  },
};
