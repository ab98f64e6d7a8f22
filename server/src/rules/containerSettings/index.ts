import type { Rule } from "../rule.js";

/** What the plain settings of a container mean together: memory, processors, order of starting, templates, locks. */
export const containerSettingsRules: readonly Rule[] = [];
