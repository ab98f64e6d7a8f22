import type { Rule } from "../rule.js";
import { lxcCapKeepAndDrop } from "./capKeepAndDrop.js";
import { deviceRuleMalformed } from "./deviceRuleMalformed.js";
import { expansionRefused } from "./expansionRefused.js";
import { lxcValueFailsAtStart } from "./failsAtStart.js";
import { lxcNamespaceClone } from "./namespaceClone.js";
import { lxcValueRefused } from "./refused.js";

/** What liblxc makes of the values of its keys. */
export const lxcValueRules: readonly Rule[] = [
  lxcValueRefused,
  lxcValueFailsAtStart,
  lxcCapKeepAndDrop,
  lxcNamespaceClone,
  deviceRuleMalformed,
  expansionRefused,
];
