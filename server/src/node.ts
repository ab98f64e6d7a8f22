import { readFileSync } from "node:fs";
import path from "node:path";
import { version } from "../package.json";
import { documentConfiguration } from "./host/configurationFile.js";
import { readTextsWith, type Texts } from "./knowledge/texts.js";
import { serve } from "./server.js";

/** Serves over the channel that the arguments of the process name. */
export async function serveProcess(): Promise<void> {
  const { createConnection, ProposedFeatures } = await import("vscode-languageserver/node");
  readTextsWith(() => JSON.parse(readFileSync(path.join(__dirname, "texts.json"), "utf8")) as Texts);
  serve(createConnection(ProposedFeatures.all), "lxc-config-language-server (node)", version, documentConfiguration);
}
