import type { Rule } from "../rule.js";

/** What a config gives the container of the host; for the profile `audit`. */
export const securityRules: readonly Rule[] = [];
