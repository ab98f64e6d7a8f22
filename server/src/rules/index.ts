import { appArmorRules } from "./appArmor/index.js";
import { featureRules } from "./features/index.js";
import { fileRules } from "./file/index.js";
import { mountEntryRules } from "./mountEntry/index.js";
import type { Rule } from "./rule.js";

/** Every rule there is. Findings at the same place keep this order. */
export const rules: readonly Rule[] = [...fileRules, ...mountEntryRules, ...featureRules, ...appArmorRules];
