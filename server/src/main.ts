import { serveWorker } from "./browser.js";
import { serveProcess } from "./node.js";

// One bundle serves both hosts, so that the server ships once. Only the half that fits is ever run.
void ("WorkerGlobalScope" in globalThis ? serveWorker() : serveProcess());
