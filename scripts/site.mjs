// @ts-check
// Builds the documentation as a static site with search: npm run site → out/site. A dead link fails. SITE_BASE=/path/ is where it will lie on its server.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";
import { npmCleanInstall } from "./bootstrap.mjs";

/** @typedef {{ rule: string, area: string, severity: string, rejectedBy: string, since: string, fix: string }} Facts */
/** @typedef {{ title: string, facts: Facts }} RulePage */

const root = fileURLToPath(new URL("..", import.meta.url));
const docs = path.join(root, "docs");
const source = path.join(root, "out/siteSource");
const site = path.join(root, "site");
const repository = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).repository.url.replace(
  /\.git$/,
  "",
);

/** The pages beside the rules, in the order of the sidebar. A page that is missing here stands behind them. */
const guideOrder = ["features.md", "explain.md", "configuration.md", "ci.md", "editors.md"];

/** What the areas of the rules are called in README and sidebar. */
const areaTitles = /** @type {Record<string, string>} */ ({
  file: "The file",
  "mount-entry": "Mount entries",
  features: "Features",
  apparmor: "AppArmor",
  value: "Values and versions",
  "lxc-value": "Values of liblxc",
  network: "Networks",
  volume: "Volumes",
  device: "Devices and limits",
  idmap: "ID maps",
  "raw-key": "Raw keys",
  container: "The container",
  security: "Security, on request",
});

install();
prepare();
const { status } = spawnSync(
  process.execPath,
  [path.join(site, "node_modules/vitepress/bin/vitepress.js"), "build", site],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
if (status === 0) console.log("The site is in out/site.");

function install() {
  const installed = path.join(site, "node_modules/.package-lock.json");
  const wanted = path.join(site, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log("Installing the generator of the site (100 MB, once), a few seconds.");
  npmCleanInstall(site, ["--ignore-scripts"]);
}

/** Writes the pages as the generator wants them: the README is the first one, and links that leave the documentation lead to the repository. */
function prepare() {
  rmSync(source, { recursive: true, force: true });
  mkdirSync(path.join(source, "rules"), { recursive: true });
  if (existsSync(path.join(docs, "images")))
    cpSync(path.join(docs, "images"), path.join(source, "images"), { recursive: true });
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  write("index.md", linked(readme.replaceAll("](docs/rules)", "](docs/rules/index.md)"), root));
  const guide = readdirSync(docs).filter((name) => name.endsWith(".md"));
  for (const name of guide) write(name, linked(read(name), docs));
  const rules = readdirSync(path.join(docs, "rules"))
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => writeRule(`rules/${name}`) ?? []);
  const areas = Object.entries(areaTitles).map(([area, text]) => ({
    text,
    rules: rules.filter(({ facts }) => facts.area === area),
  }));
  const shown = areas.reduce((sum, area) => sum + area.rules.length, 0);
  if (shown !== rules.length) throw new Error("An area of rules has no title in scripts/site.mjs.");
  write("rules/index.md", indexOf(areas));
  const inOrder = [...guideOrder, ...guide].filter((name, at, all) => guide.includes(name) && all.indexOf(name) === at);
  const contents = {
    guide: [
      { text: "Start", link: "/" },
      ...inOrder.map((name) => ({ text: titleOf(read(name)), link: `/${name.slice(0, -3)}` })),
    ],
    areas: areas.map(({ text, rules: items }) => ({
      text,
      items: items.map(({ facts: { rule } }) => ({ text: rule, link: `/rules/${rule}` })),
    })),
  };
  write("contents.json", JSON.stringify(contents));
}

/**
 * The facts at the top of a rule's page become a line of text.
 * @param {string} name
 * @returns {RulePage | undefined} Undefined for a page that is no rule's.
 */
function writeRule(name) {
  const text = read(name);
  const [whole = "", head] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  const body = linked(text.slice(whole.length), path.join(docs, "rules"));
  if (head === undefined) {
    write(name, body);
    return undefined;
  }
  /** @type {Facts} */
  const facts = parseYaml(head);
  const line = [
    `\`${facts.rule}\``,
    facts.severity,
    objection(facts),
    facts.since.startsWith("every") ? facts.since : `since ${facts.since}`,
    `fix: ${facts.fix}`,
  ].join(" · ");
  write(
    name,
    body.replace(/^# .*$/m, (title) => `${title}\n\n${line}`),
  );
  return { title: titleOf(body), facts };
}

/** @param {Facts} facts */
function objection({ rejectedBy }) {
  const said = /** @type {Record<string, string>} */ ({
    proxmox: "refused by Proxmox",
    liblxc: "refused by liblxc",
    start: "the start fails",
    ignored: "does nothing",
  });
  return said[rejectedBy] ?? "works";
}

/** @param {readonly { text: string, rules: readonly RulePage[] }[]} areas */
function indexOf(areas) {
  const tables = areas.map(({ text, rules }) => {
    const rows = rules.map(
      ({ title, facts }) => `| [${facts.rule}](${facts.rule}.md) | ${facts.severity} | ${title} |`,
    );
    return [`## ${text}`, "", "| rule | severity | what it finds |", "|---|---|---|", ...rows].join("\n");
  });
  return `# Rules\n\n${tables.join("\n\n")}\n`;
}

/**
 * @param {string} text a page
 * @param {string} folder where it lies
 */
function linked(text, folder) {
  return text.replaceAll(/\]\((?!\w+:|#)([^)#\s]+)(#[^)]*)?\)/g, (_, target, anchor = "") => {
    const file = path.resolve(folder, target);
    const inside = path.relative(docs, file);
    const isPage = !inside.startsWith("..") && /\.(?:md|png|gif|svg|webp)$/.test(inside);
    if (!existsSync(file) && !file.endsWith("rules/index.md")) throw new Error(`A link leads nowhere: ${target}`);
    if (!isPage) return `](${repository}/blob/main/${path.relative(root, file)}${anchor})`;
    const from = path.relative(docs, folder).startsWith("..") ? docs : folder;
    const link = path.relative(from, file);
    return `](${link.startsWith(".") ? link : `./${link}`}${anchor})`;
  });
}

/** @param {string} text */
function titleOf(text) {
  return /^# (.*)$/m.exec(text)?.[1] ?? "";
}

/** @param {string} name */
function read(name) {
  return readFileSync(path.join(docs, name), "utf8");
}

/** @param {string} name @param {string} text */
function write(name, text) {
  writeFileSync(path.join(source, name), text);
}
