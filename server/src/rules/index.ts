import { appArmorRules } from "./appArmor/index.js";
import { containerSettingsRules } from "./containerSettings/index.js";
import { deviceRules } from "./device/index.js";
import { featureRules } from "./features/index.js";
import { ignoreUnused } from "./file/ignoreUnused.js";
import { fileRules } from "./file/index.js";
import { idmapRules } from "./idmap/index.js";
import { lxcValueRules } from "./lxcValue/index.js";
import { mountEntryRules } from "./mountEntry/index.js";
import { networkRules } from "./network/index.js";
import { rawKeyRules } from "./rawKey/index.js";
import type { Rule } from "./rule.js";
import { securityRules } from "./security/index.js";
import { valueRules } from "./value/index.js";
import { volumeRules } from "./volume/index.js";

/** Every rule there is. Findings at the same place keep this order; the last one asks what the others have found. */
export const rules: readonly Rule[] = [
  ...fileRules,
  ...valueRules,
  ...containerSettingsRules,
  ...networkRules,
  ...volumeRules,
  ...deviceRules,
  ...idmapRules,
  ...lxcValueRules,
  ...mountEntryRules,
  ...rawKeyRules,
  ...featureRules,
  ...appArmorRules,
  ...securityRules,
  ignoreUnused,
];
