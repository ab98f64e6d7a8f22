import type { Rule } from "../rule.js";

/** What can be wrong with the root file system, mount points and unused volumes. */
export const volumeRules: readonly Rule[] = [];
