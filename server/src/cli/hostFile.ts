import { describedHost, WrongHost } from "../configuration/hostDescription.js";
import type { HostDescription } from "../knowledge/hostDescription.js";
import { Unusable } from "./configFiles.js";

/** The host that a JSON file describes. Throws `Unusable` with one line that names the field and what was expected. */
export function hostFrom(path: string, text: string): HostDescription {
  try {
    return describedHost(JSON.parse(text));
  } catch (error) {
    if (error instanceof WrongHost) throw new Unusable(`${path}: ${error.message}`);
    if (error instanceof SyntaxError) throw new Unusable(`${path}: no JSON: ${error.message.replaceAll(/\s+/g, " ")}`);
    throw error;
  }
}
