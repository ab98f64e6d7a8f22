#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/cli.mjs", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  console.error("lxc-lint is not built yet; run npm run build in the checkout");
  process.exitCode = 2;
}
