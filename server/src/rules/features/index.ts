import type { Rule } from "../rule.js";
import { dockerOnZfs } from "./dockerOnZfs.js";
import { dockerPrerequisites } from "./dockerPrerequisites.js";
import { fuseBlocksBackup } from "./fuseBlocksBackup.js";
import { fuseDeviceDuplicated } from "./fuseDeviceDuplicated.js";
import { fuseDeviceWithoutFeature } from "./fuseDeviceWithoutFeature.js";
import { kernelLogMissing } from "./kernelLogMissing.js";
import { keyctlWithoutNesting } from "./keyctlWithoutNesting.js";
import { mountList } from "./mountList.js";
import { needsUnprivileged } from "./needsUnprivileged.js";
import { nestingMissingForSystemd } from "./nestingMissingForSystemd.js";
import { seccompProfile } from "./seccompProfile.js";
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
  dockerOnZfs,
  kernelLogMissing,
  seccompProfile,
  fuseBlocksBackup,
];
