import { readFileSync } from "node:fs";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../package.json";
import { documentConfiguration } from "./host/configurationFile.js";
import { readTextsWith, type Texts } from "./knowledge/texts.js";
import { serve } from "./server.js";

readTextsWith(() => JSON.parse(readFileSync(path.join(__dirname, "texts.json"), "utf8")) as Texts);
serve(createConnection(ProposedFeatures.all), "lxc-config-language-server (node)", version, documentConfiguration);
