import type { Rule } from "../rule.js";
import { byHand } from "./byHand.js";
import { cgroupFileUnknown } from "./cgroupFileUnknown.js";
import { cgroupValueInvalid } from "./cgroupValueInvalid.js";
import { denyAll } from "./denyAll.js";
import { denyWrite } from "./denyWrite.js";
import { hookOnHost } from "./hookOnHost.js";
import { needsAutodev } from "./needsAutodev.js";
import { nodeElsewhere } from "./nodeElsewhere.js";
import { nodeMissing } from "./nodeMissing.js";
import { numberChanges } from "./numberChanges.js";
import { ownerUnmapped } from "./ownerUnmapped.js";
import { pathChanges } from "./pathChanges.js";
import { pathDirectory } from "./pathDirectory.js";
import { repeated } from "./repeated.js";
import { ruleEverything } from "./ruleEverything.js";
import { ruleMissing } from "./ruleMissing.js";
import { rulePowerless } from "./rulePowerless.js";
import { ruleUnneeded } from "./ruleUnneeded.js";
import { tunMissing } from "./tunMissing.js";
import { withoutGroup } from "./withoutGroup.js";

/** What can be wrong with devices that are passed through, with device rules, and with the cgroup limits beside them. */
export const deviceRules: readonly Rule[] = [
  pathDirectory,
  repeated,
  needsAutodev,
  ownerUnmapped,
  withoutGroup,
  pathChanges,
  denyWrite,
  denyAll,
  ruleEverything,
  rulePowerless,
  ruleUnneeded,
  ruleMissing,
  numberChanges,
  nodeMissing,
  nodeElsewhere,
  byHand,
  tunMissing,
  hookOnHost,
  cgroupFileUnknown,
  cgroupValueInvalid,
];
