import type { Rule } from "../rule.js";

/** Raw keys that override, clear or do something else than they seem to. */
export const rawKeyRules: readonly Rule[] = [];
