// @ts-check
// Uses the packaged extension in a real VS Code as a person does, by keyboard and mouse, in a light, a dark and a
// high-contrast theme, and takes the pictures out/screenshots/<what>-<theme>.png on the way. Exit status: 0 all as expected,
// 1 not so, 77 the machine cannot run it, and says why.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launchBrowserOrSkip } from "./browser.mjs";
import { exampleWorkspace } from "./exampleWorkspace.mjs";
import { skipWithout } from "./skipWithout.mjs";
import { installExtension, installVscodeServer, startVscodeServer } from "./vscodeServer.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {keyof typeof themes} Theme */

const root = fileURLToPath(new URL("..", import.meta.url));
const vsix = path.join(root, "out/lxc-config.vsix");
const screenshots = path.join(root, "out/screenshots");
const themes = /** @type {const} */ ({
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  contrast: "Default High Contrast",
});
const brokenLine = "lxc.mount.entry: /dev/fuse";
const log = `lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1332 - No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
lxc-start 902 20261123122029.413 ERROR    conf - ../src/lxc/conf.c:lxc_setup:3908 - Failed to setup mount entries
lxc-start 902 20261123122029.413 ERROR    start - ../src/lxc/start.c:do_start:1273 - Failed to setup container "902"
`;
const mapped = `arch: amd64
cores: 2
dev0: /dev/dri/renderD128,gid=993
features: nesting=1
hostname: media
memory: 4096
mp0: /srv/films,mp=/mnt/films
net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:5A:01:05,ip=dhcp,type=veth
ostype: debian
rootfs: local-lvm:vm-105-disk-0,size=8G
swap: 512
unprivileged: 1
lxc.cgroup2.devices.allow: c 10:200 rwm
lxc.idmap: u 0 100000 1000
lxc.idmap: g 0 100000 1000
lxc.idmap: u 1000 1000 1
lxc.idmap: g 1000 1000 1
lxc.idmap: u 1001 101001 64535
lxc.idmap: g 1001 101001 64535

[before]
arch: amd64
hostname: media
memory: 2048
ostype: debian
rootfs: local-lvm:vm-105-disk-0,size=8G
snaptime: 1760000000
swap: 512
`;

const browser = await prepare();
mkdirSync(screenshots, { recursive: true });
const dataFolder = mkdtempSync(path.join(tmpdir(), "lxc-config-ui-"));
/** @type {Awaited<ReturnType<typeof startVscodeServer>> | undefined} */
let server;
try {
  packageIfOlder();
  installExtension(vsix, dataFolder);
  server = await startVscodeServer({ dataFolder });
  for (const theme of /** @type {Theme[]} */ (Object.keys(themes))) {
    const started = performance.now();
    await inWorkbench(server.url, theme, "fixed", repairTheExample);
    console.log(`${theme}: ok (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    await inWorkbench(server.url, theme, "explained", explainTheStart);
    await inWorkbench(server.url, theme, "generated", showTheGeneratedConfig);
    await inWorkbench(server.url, theme, "completed", completeWithKeys);
    await inWorkbench(server.url, theme, "recipe", applyARecipe);
    await inWorkbench(server.url, theme, "configured", showHowItIsChecked);
    await inWorkbench(server.url, theme, "walkthrough", showTheWalkthrough);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server?.stop();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
}

async function prepare() {
  try {
    installVscodeServer();
  } catch (error) {
    skipWithout("the VS Code server", error);
  }
  return launchBrowserOrSkip();
}

/** The packaged extension has to be that of the bundles. */
function packageIfOlder() {
  const bundles = ["client/dist/extension.js", "server/dist/server.js"].map((file) => timeOf(path.join(root, file)));
  if (Math.min(...bundles) > 0 && timeOf(vsix) >= Math.max(...bundles)) return;
  console.log("Packaging the extension.");
  const { status } = spawnSync(process.execPath, [path.join(root, "scripts/package.mjs")], { stdio: "inherit" });
  if (status !== 0) throw new Error("The extension could not be packaged.");
}

/** @param {string} file */
function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Opens the example in a window of its own, does something there as a person does, and closes it. A failure leaves a picture.
 * @param {string} url address of the VS Code server
 * @param {Theme} theme
 * @param {string} job names the picture of a failure
 * @param {(page: Page, workspace: string, theme: Theme) => Promise<void>} use
 */
async function inWorkbench(url, theme, job, use) {
  const workspace = exampleWorkspace(path.join(dataFolder, theme), settingsForPictures(theme));
  const page = await openWorkbench(url, workspace, theme);
  try {
    await moveMouseAway(page);
    await use(page, workspace, theme);
  } catch (error) {
    await takePicture(page, `failed-${job}-${theme}`);
    throw error;
  } finally {
    await page.context().close();
  }
}

/**
 * The main job: open the broken config, see the squiggle, read the reason, take the fix, save.
 * @param {Page} page
 * @param {string} workspace
 * @param {Theme} theme
 */
async function repairTheExample(page, workspace, theme) {
  const editor = await openFile(page, "902.conf");
  await squiggleIsUnderTheValue(editor);
  await takePicture(page, `squiggle-${theme}`);

  await editor.locator(".squiggly-error").hover({ force: true });
  const hover = page.locator(".monaco-hover:visible");
  await hover.getByText("mounts /dev/fuse onto the container's root").waitFor();
  await takePicture(page, `hover-${theme}`);

  await moveMouseAway(page);
  await hover.waitFor({ state: "hidden" });
  await goToLine(page, lineOf(workspace, brokenLine));
  await page.keyboard.press("Control+.");
  const menu = page.locator(".action-widget:not(.action-list-submenu-panel)");
  await menu.getByText("/dev/fuse").first().waitFor();
  await takePicture(page, `fix-menu-${theme}`);

  await page.keyboard.press("Enter");
  await editor.locator(".squiggly-error").waitFor({ state: "detached" });
  await page.keyboard.press("Control+S");
  await savedAs(workspace, readFileSync(path.join(root, "examples/902.conf"), "utf8").replace(`${brokenLine}\n`, ""));
  await takePicture(page, `fixed-${theme}`);
}

/**
 * Open the log of a start that failed, ask why, and read the answer beside the line of the config.
 * @param {Page} page
 * @param {string} workspace
 * @param {Theme} theme
 */
async function explainTheStart(page, workspace, theme) {
  writeFileSync(path.join(workspace, "lxc-902.log"), log);
  await page.setViewportSize({ width: 1300, height: 620 });
  await openFile(page, "902.conf");
  await openFile(page, "lxc-902.log");
  await runCommand(page, "LXC: Explain Start Failure");
  await page.locator(".tab", { hasText: "Start of 902" }).waitFor();
  const answer = page.frameLocator("iframe.webview").frameLocator("iframe");
  await answer.getByRole("heading", { name: "Container 902 does not start" }).waitFor();
  await takePicture(page, `explained-${theme}`);
}

/**
 * Open a config with numbers in it, read what they mean, and see beside it what Proxmox makes of a line.
 * @param {Page} page
 * @param {string} workspace
 * @param {Theme} theme
 */
async function showTheGeneratedConfig(page, workspace, theme) {
  writeFileSync(path.join(workspace, "105.conf"), mapped);
  await page.setViewportSize({ width: 1400, height: 620 });
  const editor = await openFile(page, "105.conf");
  await editor.getByText("/dev/dri/renderD128").first().waitFor();
  await runCommand(page, "LXC: Show Generated Config");
  const generated = page.locator(".monaco-editor[data-uri^='lxc-generated']");
  await generated.getByText("lxc.rootfs.path").first().waitFor();
  await page.locator(".tab", { hasText: /^105\.conf$/ }).click();
  await goToLine(page, mapped.split("\n").findIndex((line) => line.startsWith("net0")) + 1);
  await moveMouseAway(page);
  await takePicture(page, `generated-${theme}`);
}

/**
 * Ask for keys and for the value of one, by keyboard alone; what is chosen is explained beside the list.
 * @param {Page} page
 * @param {string} workspace
 * @param {Theme} theme
 */
async function completeWithKeys(page, workspace, theme) {
  writeFileSync(path.join(workspace, "105.conf"), mapped);
  const editor = await openFile(page, "105.conf");
  await editor.getByText("4 GiB").waitFor();
  await goToLine(page, mapped.split("\n").findIndex((line) => line.startsWith("memory")) + 1);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("on");
  const list = page.locator(".suggest-widget:visible");
  await list.locator(".monaco-list-row", { hasText: "onboot" }).waitFor();
  const details = page.locator(".suggest-details-container:visible").getByText("onboot").first();
  // The keys do nothing until VS Code has taken in which line of the list is chosen.
  for (let tries = 0; tries < 5 && !(await details.isVisible()); tries++) {
    await page.keyboard.press("Control+Space");
    await details.waitFor({ timeout: 1000 }).catch(() => {});
  }
  await details.waitFor();
  await takePicture(page, `completed-${theme}`);
  await page.keyboard.press("Enter");
  // The key brings its colon, and with it the list of its values.
  await list.locator(".monaco-list-row", { hasText: "1" }).first().waitFor();
  await page.keyboard.press("Enter");
  await editor.locator(".view-line", { hasText: /^onboot:.1/ }).waitFor();
}

/**
 * Choose a recipe from the list, get its line, and read what is to be done on the host.
 * @param {Page} page
 * @param {string} _workspace
 * @param {Theme} theme
 */
async function applyARecipe(page, _workspace, theme) {
  await page.setViewportSize({ width: 1300, height: 620 });
  const editor = await openFile(page, "902.conf");
  await editor.locator(".squiggly-error").waitFor({ state: "attached" });
  await runCommand(page, "LXC: Apply Recipe");
  const tunnel = page.locator(".quick-input-widget .monaco-list-row", { hasText: "/dev/net/tun" });
  await tunnel.waitFor();
  await takePicture(page, `recipes-${theme}`);
  await page.keyboard.type("tun");
  await page.keyboard.press("Enter");
  await editor.locator(".view-line", { hasText: "/dev/net/tun,mode=0666" }).waitFor();
  const notes = page.frameLocator("iframe.webview").frameLocator("iframe");
  await notes.getByText("modprobe tun").first().waitFor();
  await takePicture(page, `recipe-${theme}`);
}

/**
 * See below `{}` how the config is checked, choose another target, and read where each part comes from.
 * @param {Page} page
 * @param {string} workspace
 * @param {Theme} theme
 */
async function showHowItIsChecked(page, workspace, theme) {
  writeFileSync(path.join(workspace, "lxc-lint.json"), '{ "rules": { "mount-entry-target-missing": "warning" } }\n');
  const editor = await openFile(page, "902.conf");
  await editor.locator(".squiggly-warning").first().waitFor({ state: "attached" });
  await page.locator("#status\\.languageStatus").hover();
  const status = page.locator(".monaco-hover:visible");
  await status.getByText("CT 902").waitFor();
  await takePicture(page, `status-${theme}`);
  await moveMouseAway(page);
  await runCommand(page, "LXC: Select Target Version");
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: "8.4" }).waitFor();
  await page.keyboard.type("8.4");
  await page.keyboard.press("Enter");
  await runCommand(page, "LXC: Show Effective Configuration");
  const shown = page.locator(".monaco-editor[data-uri^='lxc-configuration']");
  await shown.getByText("lxcConfig.targetVersion").waitFor();
  await shown.getByText("lxc-lint.json, line 1").waitFor();
  await takePicture(page, `configured-${theme}`);
  await page.locator(".tab", { hasText: /^902\.conf/ }).click();
  await runCommand(page, "LXC: Select Target Version");
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: "auto" }).waitFor();
  await page.keyboard.type("auto");
  await page.keyboard.press("Enter");
}

/**
 * @param {Page} page
 * @param {string} _workspace
 * @param {Theme} theme
 */
async function showTheWalkthrough(page, _workspace, theme) {
  await page.setViewportSize({ width: 1300, height: 700 });
  await runCommand(page, "Welcome: Open Walkthrough");
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Container Configs" }).waitFor();
  await page.keyboard.type("Container Configs");
  await page.keyboard.press("Enter");
  await page.getByRole("document").getByText("Preview what Proxmox makes of it").first().waitFor();
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  await takePicture(page, `walkthrough-${theme}`);
}

/**
 * @param {Page} page
 * @param {string} title
 */
async function runCommand(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${title}`);
  await page
    .locator(".quick-input-widget .monaco-list-row", { hasText: title.replace(/^.*: /, "") })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
}

/** @param {Theme} theme */
function settingsForPictures(theme) {
  return {
    "editor.cursorBlinking": "solid",
    "editor.fontFamily": "'DejaVu Sans Mono', monospace",
    "editor.fontSize": 14,
    // The broken line is the last one: below it there is room.
    "editor.hover.above": false,
    "editor.minimap.enabled": false,
    "editor.occurrencesHighlight": "off",
    "editor.overviewRulerBorder": false,
    "editor.scrollBeyondLastLine": false,
    "window.commandCenter": false,
    "workbench.activityBar.location": "hidden",
    "workbench.colorTheme": themes[theme],
    "workbench.layoutControl.enabled": false,
  };
}

/**
 * @param {string} url address of the VS Code server
 * @param {string} workspace
 * @param {Theme} theme
 */
async function openWorkbench(url, workspace, theme) {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 560 },
    deviceScaleFactor: 2,
    colorScheme: theme === "light" ? "light" : "dark",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const address = new URL(url);
  address.searchParams.set("folder", workspace);
  await page.goto(address.href);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  // The pictures show the editor alone. Both side bars come late, and no setting of a folder hides them.
  await hide(page, ".part.sidebar", "Control+B");
  await hide(page, ".part.auxiliarybar", "Control+Alt+B");
  return page;
}

/**
 * @param {Page} page
 * @param {string} part
 * @param {string} keys what toggles it
 */
async function hide(page, part, keys) {
  const bar = page.locator(part);
  await wait(300);
  if (await bar.isVisible()) await page.keyboard.press(keys);
  await bar.waitFor({ state: "hidden" });
}

/**
 * To the empty part of the row of tabs, where nothing lights up under it.
 * @param {Page} page
 */
async function moveMouseAway(page) {
  await page.mouse.move(600, 20);
}

/**
 * Opens a file by keyboard.
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<Locator>} its editor
 */
async function openFile(page, name) {
  await page.keyboard.press("Control+P");
  await page.locator(".quick-input-widget input").fill(name);
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  const editor = page.locator(`.monaco-editor[data-uri$="${name}"]`);
  await editor.waitFor();
  return editor;
}

/**
 * @param {Page} page
 * @param {number} line 1-based
 */
async function goToLine(page, line) {
  await page.keyboard.press("Control+G");
  await page.locator(".quick-input-widget input").fill(`:${line}:20`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/**
 * The one error is drawn below the value of the broken line, no more and no less.
 * @param {Locator} editor
 */
async function squiggleIsUnderTheValue(editor) {
  const squiggle = await boxOf(editor.locator(".squiggly-error"));
  const value = await boxOf(editor.locator(".view-line span > span").getByText("/dev/fuse", { exact: true }));
  const offBy = { x: squiggle.x - value.x, width: squiggle.width - value.width, y: squiggle.y - value.y };
  const isThere = Math.abs(offBy.x) < 2 && Math.abs(offBy.width) < 2 && offBy.y >= -4 && offBy.y < 24;
  assert.ok(isThere, `The squiggle is not under the value; it is off by ${JSON.stringify(offBy)} pixels.`);
}

/** @param {Locator} locator */
async function boxOf(locator) {
  await locator.waitFor({ state: "attached" });
  const box = await locator.boundingBox();
  assert.ok(box);
  return box;
}

/**
 * @param {string} workspace
 * @param {string} line
 * @returns {number} 1-based
 */
function lineOf(workspace, line) {
  return readFileSync(path.join(workspace, "902.conf"), "utf8").split("\n").indexOf(line) + 1;
}

/**
 * Waits until the saved file is as expected.
 * @param {string} workspace
 * @param {string} expected
 */
async function savedAs(workspace, expected) {
  const deadline = Date.now() + 5000;
  const read = () => readFileSync(path.join(workspace, "902.conf"), "utf8");
  while (read() !== expected && Date.now() < deadline) await wait(50);
  assert.equal(read(), expected);
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function takePicture(page, name) {
  // Hovers and menus fade in, and the counts in tabs and explorer follow the editor with a delay.
  await wait(700);
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}
