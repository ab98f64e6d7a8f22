// @ts-check
// Runs test/host inside a real VS Code: the VS Code server by default, or the desktop release that VSCODE_TEST_DESKTOP
// names (such as `stable`), which @vscode/test-electron then downloads. Needs a build. Exit status: 0 the tests passed,
// 1 a test failed, 77 the machine cannot run them, and says why.
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { launchBrowserOrSkip } from "./browser.mjs";
import { skipWithout } from "./skipWithout.mjs";
import { installVscodeServer } from "./vscodeServer.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const desktop = process.env.VSCODE_TEST_DESKTOP;
const tests = path.join(root, "test/dist/host/index.cjs");

if (!existsSync(tests)) {
  console.error("The in-host tests are not built yet; run npm run build.");
  process.exit(1);
}
if (!desktop) {
  if (process.platform === "win32") skipWithout("a VS Code: on Windows, set VSCODE_TEST_DESKTOP=stable");
  try {
    installVscodeServer();
  } catch (error) {
    skipWithout("the VS Code server", error);
  }
  await (await launchBrowserOrSkip()).close();
}

// The tests change files, so they get a copy. The examples are among them, as people are told to open them.
const workspace = mkdtempSync(path.join(tmpdir(), "lxc-config-workspace-"));
cpSync(path.join(root, "test/host/workspace"), workspace, { recursive: true });
cpSync(path.join(root, "examples/902.conf"), path.join(workspace, "lxc/902.conf"));
// The stand-in is a script that is started as a program: it gets the Node that runs this one.
process.env.PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
try {
  await runTests({
    ...(desktop ? { version: desktop } : { vscodeExecutablePath: path.join(root, "scripts/vscodeHost.mjs") }),
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    launchArgs: [workspace, "--disable-extensions"],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
