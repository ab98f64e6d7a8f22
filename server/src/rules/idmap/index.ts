import type { Rule } from "../rule.js";

/** What can be wrong with ID maps. */
export const idmapRules: readonly Rule[] = [];
