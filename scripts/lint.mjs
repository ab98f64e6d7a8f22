#!/usr/bin/env node
// Runs lxc-lint out of a checkout, for the pre-commit hook and the GitHub action: builds it first where that has not been done.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { npmCleanInstall } from "./bootstrap.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

try {
  buildOnce();
  await import("../server/bin/lxc-lint.mjs");
} catch (error) {
  console.error(`lxc-lint: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

function buildOnce() {
  if (existsSync(path.join(root, "server/dist/cli.mjs"))) return;
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) npmCleanInstall(root, ["--ignore-scripts"]);
  const build = [path.join(root, "scripts/build.mjs"), "--production"];
  const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("could not be built");
}
