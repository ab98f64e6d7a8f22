import type { Rule } from "../rule.js";
import { lxcCapKeepAndDrop } from "./capKeepAndDrop.js";
import { deviceRuleMalformed } from "./deviceRuleMalformed.js";
import { lxcValueFailsAtStart } from "./failsAtStart.js";
import { idmapInvalid } from "./idmapInvalid.js";
import { lxcValueRefused } from "./refused.js";

/** What liblxc makes of the values of its keys. */
export const lxcValueRules: readonly Rule[] = [
  lxcValueRefused,
  lxcValueFailsAtStart,
  lxcCapKeepAndDrop,
  deviceRuleMalformed,
  idmapInvalid,
];
