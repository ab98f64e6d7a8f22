import type { Rule } from "../rule.js";
import { isolationGivenUp } from "./isolationGivenUp.js";
import { oldKey } from "./oldKey.js";
import { profileGeneratedExplicit } from "./profileGeneratedExplicit.js";
import { profileOverridesFeatures } from "./profileOverridesFeatures.js";
import { rawSyntax } from "./rawSyntax.js";
import { rawUnused } from "./rawUnused.js";
import { unconfined } from "./unconfined.js";

/** What can be wrong with the AppArmor lines of a container. */
export const appArmorRules: readonly Rule[] = [
  oldKey,
  profileOverridesFeatures,
  profileGeneratedExplicit,
  rawUnused,
  rawSyntax,
  isolationGivenUp,
  unconfined,
];
