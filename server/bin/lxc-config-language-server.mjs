#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/server.js", import.meta.url);
const hasTransport = process.argv.some((argument) => /^--(?:stdio$|node-ipc$|socket=|pipe=)/.test(argument));
if (!existsSync(program)) {
  fail("it is not built yet; run npm run build in the checkout");
} else if (!hasTransport) {
  fail("an editor starts this program, with --stdio (or --node-ipc, --socket=PORT, --pipe=NAME)");
} else {
  await import(program.href);
}

function fail(reason) {
  console.error(`lxc-config-language-server: ${reason}`);
  process.exitCode = 2;
}
