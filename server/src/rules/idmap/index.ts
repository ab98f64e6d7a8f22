import type { Rule } from "../rule.js";
import { idmapForOneMount } from "./forOneMount.js";
import { idmapHostPermission } from "./hostPermission.js";
import { idmapHostRoot } from "./hostRoot.js";
import { idmapIncomplete } from "./incomplete.js";
import { idmapInvalid } from "./invalid.js";
import { idmapMissingForBindMount } from "./missingForBindMount.js";
import { idmapTooFewForPodman } from "./tooFewForPodman.js";
import { idmapUnprivilegedChanged } from "./unprivilegedChanged.js";
import { idmapWithoutUnprivileged } from "./withoutUnprivileged.js";

/** What can be wrong with ID maps, and with how a container came by its own. */
export const idmapRules: readonly Rule[] = [
  idmapInvalid,
  idmapIncomplete,
  idmapWithoutUnprivileged,
  idmapHostRoot,
  idmapHostPermission,
  idmapForOneMount,
  idmapMissingForBindMount,
  idmapUnprivilegedChanged,
  idmapTooFewForPodman,
];
