import { appArmorRules } from "./appArmor/index.js";
import { featureRules } from "./features/index.js";
import { ignoreUnused } from "./file/ignoreUnused.js";
import { fileRules } from "./file/index.js";
import { lxcValueRules } from "./lxcValue/index.js";
import { mountEntryRules } from "./mountEntry/index.js";
import type { Rule } from "./rule.js";
import { valueRules } from "./value/index.js";

/** Every rule there is. Findings at the same place keep this order; the last one asks what the others have found. */
export const rules: readonly Rule[] = [
  ...fileRules,
  ...valueRules,
  ...lxcValueRules,
  ...mountEntryRules,
  ...featureRules,
  ...appArmorRules,
  ignoreUnused,
];
