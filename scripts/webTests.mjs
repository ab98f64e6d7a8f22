// @ts-check
// Runs the tests of whole sessions with the built server as a worker of a real browser. Needs a build. Exit status: 0 the
// tests passed, 1 a test failed, 77 the machine cannot run them, and says why.
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowserOrSkip } from "./browser.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!existsSync(path.join(root, "server/dist/server.js"))) {
  console.error("The server is not built yet; run npm run build.");
  process.exit(1);
}
await (await launchBrowserOrSkip()).close();

const sessions = globSync("test/unit/*.test.ts", { cwd: root }).filter((file) =>
  readFileSync(path.join(root, file), "utf8").includes('from "../session.js"'),
);
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...sessions.sort()], {
  cwd: root,
  env: { ...process.env, LXC_TEST_SERVER: "worker" },
  stdio: "inherit",
});
process.exitCode = status === 0 ? 0 : 1;
