import type { Rule } from "../rule.js";

/** What can be wrong with network interfaces. */
export const networkRules: readonly Rule[] = [];
