import type { Rule } from "../rule.js";
import { needsNewerVersion } from "./needsNewerVersion.js";
import { propertyInvalid } from "./propertyInvalid.js";
import { refusedByApi } from "./refusedByApi.js";
import { valueInvalid } from "./valueInvalid.js";

/** What can be wrong with the values of plain keys, and what the target's release does not have yet. */
export const valueRules: readonly Rule[] = [valueInvalid, propertyInvalid, needsNewerVersion, refusedByApi];
