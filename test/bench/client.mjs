// @ts-check
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-languageserver/node");

/** What a current editor says it can do; without `diagnostic` the server pushes. */
const pulling = { textDocument: { diagnostic: {}, hover: { contentFormat: ["markdown"] } } };

/**
 * Starts a server as a process of its own and opens a session over stdio.
 * @param {string} bundle
 */
export async function startServer(bundle) {
  const started = performance.now();
  const child = spawn(process.execPath, [bundle, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: pulling });
  const startMs = performance.now() - started;
  await connection.sendNotification("initialized", {});
  return {
    startMs,
    pid: child.pid ?? 0,
    connection,
    async stop() {
      await connection.sendRequest("shutdown");
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}
