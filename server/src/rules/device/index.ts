import type { Rule } from "../rule.js";

/** What can be wrong with devices that are passed through, and with device rules. */
export const deviceRules: readonly Rule[] = [];
