import * as path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";

/** What VS Code calls to run the tests. Rejects when one fails, which ends VS Code with status 1. */
export async function run(): Promise<void> {
  // scripts/vscodeHost.mjs tells the report from VS Code's own log by this mark.
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => {
    for (const line of format(...words).split("\n")) console.log(`[test] ${line}`);
  };
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, color: false });
  mocha.addFile(path.join(__dirname, "suite.cjs"));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
