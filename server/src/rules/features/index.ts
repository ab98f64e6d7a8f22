import type { Rule } from "../rule.js";
import { dockerPrerequisites } from "./dockerPrerequisites.js";
import { fuseDeviceDuplicated } from "./fuseDeviceDuplicated.js";
import { fuseDeviceWithoutFeature } from "./fuseDeviceWithoutFeature.js";
import { keyctlWithoutNesting } from "./keyctlWithoutNesting.js";
import { mountList } from "./mountList.js";
import { needsUnprivileged } from "./needsUnprivileged.js";
import { nestingMissingForSystemd } from "./nestingMissingForSystemd.js";
import { syntax } from "./syntax.js";
import { unknown } from "./unknown.js";

/** What can be wrong with the features of a container. */
export const featureRules: readonly Rule[] = [
  syntax,
  unknown,
  mountList,
  needsUnprivileged,
  fuseDeviceWithoutFeature,
  fuseDeviceDuplicated,
  keyctlWithoutNesting,
  nestingMissingForSystemd,
  dockerPrerequisites,
];
